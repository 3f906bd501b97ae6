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
const queue = createRoute({
  getParentRoute: () => column,
  path: "/queue",
  component: lazyRouteComponent(() => import("../pages/queue.tsx"), "QueueRoute"),
});
const library = createRoute({
  getParentRoute: () => column,
  path: "/library",
  component: lazyRouteComponent(() => import("../pages/library.tsx"), "LibraryRoute"),
});
const admin = createRoute({
  getParentRoute: () => column,
  path: "/admin",
  component: lazyRouteComponent(() => import("../pages/admin.tsx"), "AdminRoute"),
});
const documents = createRoute({
  getParentRoute: () => column,
  path: "/journeys/$journeyId/documents",
  component: lazyRouteComponent(() => import("../pages/documents.tsx"), "DocumentsRoute"),
});
const people = createRoute({
  getParentRoute: () => column,
  path: "/journeys/$journeyId/people",
  component: lazyRouteComponent(() => import("../pages/people.tsx"), "PeopleRoute"),
});
const trail = createRoute({
  getParentRoute: () => column,
  path: "/journeys/$journeyId/trail",
  component: lazyRouteComponent(() => import("../pages/trail.tsx"), "TrailRoute"),
});
/** Every page of the portal; each is loaded when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    live,
    column.addChildren([journeys, overview, step, documents, people, trail, queue, library, admin]),
  ]),
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
