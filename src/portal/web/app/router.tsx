import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Failed } from "../shell/failed.tsx";
import { Loading } from "../shell/loading.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { PageColumn, Shell } from "../shell/shell.tsx";

const root = createRootRoute({ component: Shell });
const column = createRoute({ getParentRoute: () => root, id: "column", component: PageColumn });

const live = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/live.tsx"), "LiveRoute"),
});
const journeys = createRoute({
  getParentRoute: () => column,
  path: "/journeys",
  component: lazyRouteComponent(() => import("../pages/journeys.tsx"), "JourneysRoute"),
});
const overview = createRoute({
  getParentRoute: () => column,
  path: "/journeys/$journeyId",
  component: lazyRouteComponent(() => import("../pages/overview.tsx"), "OverviewRoute"),
});
const step = createRoute({
  getParentRoute: () => column,
  path: "/journeys/$journeyId/$stepId",
  component: lazyRouteComponent(() => import("../pages/step.tsx"), "StepRoute"),
});
/** Every page of the portal; each is loaded when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([live, column.addChildren([journeys, overview, step])]),
  defaultErrorComponent: Failed,
  defaultNotFoundComponent: NotFound,
  defaultPendingComponent: Loading,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    readonly router: typeof router;
  }
}
