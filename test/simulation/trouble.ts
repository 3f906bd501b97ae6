import type { Random } from "../../src/runtime/random.ts";
import type { Story } from "./seed.ts";
import type { StaleOwner } from "./stale-owner.ts";
import { targetName, type Weather, type World } from "./world.ts";

/** Lets what goes wrong between two turns go wrong. */
export function trouble(
  world: World,
  weather: Weather,
  random: Random,
  story: Story,
  stale: StaleOwner,
): void {
  const { scheduler, network, disk } = world;
  const happens = (chance: number): boolean => random.fraction() < chance;
  const startAgain = (): void => world.start(story.ready);
  if (happens(weather.crash)) {
    world.crash();
    story.senders.cut();
    scheduler.after(random.integer(30_000), startAgain);
  }
  if (happens(weather.restart)) {
    world.stop(() => {
      story.senders.cut();
      startAgain();
    });
  }
  if (happens(weather.cut)) story.senders.cut();
  if (happens(weather.outage)) {
    network.away = true;
    scheduler.after(random.integer(20 * 60_000), () => {
      network.away = false;
    });
  }
  if (happens(weather.full)) {
    disk.full = true;
    scheduler.after(random.integer(60_000), () => {
      disk.full = false;
    });
  }
  if (happens(weather.skew)) world.skewMs = random.integer(240_000) - 120_000;
  if (happens(weather.person)) {
    const delivery = world.running()?.instance.delivery;
    const place = world.settings.places[random.integer(world.settings.places.length)];
    // A person who is told that it did not work asks again another day.
    if (place) delivery?.retryPlace(place.id).catch(() => {});
    if (random.integer(2) === 0) delivery?.retryTarget(targetName).catch(() => {});
  }
  if (happens(weather.stale)) stale.act();
  const readsBack = world.settings.targets.some((target) => target.reader !== undefined);
  if (happens(weather.lose) && readsBack) world.ror.lose(random);
}
