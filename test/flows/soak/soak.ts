import type { PostgresServer } from '../../store/databases.ts';
import { randomFrom } from '../../support/random.ts';
import { happen } from './happen.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import type { Story } from './story.ts';
import { Trouble } from './trouble.ts';
import { settle, wake } from './turn.ts';
import { openWorld, startIn } from './world.ts';

const HOUR = 3_600_000;

/** Lives through a story, with trouble as the seed decides or (null) without, and says what came of it. */
export async function live(
  server: PostgresServer,
  story: Story,
  troubleSeed: number | null,
): Promise<Snapshot> {
  const world = await openWorld(server, story.buckets);
  const random = randomFrom(troubleSeed ?? 0);
  const trouble = troubleSeed === null ? null : new Trouble(world, random);
  let app = await startIn(world);
  await settle(world);
  for (const turn of story.turns) {
    world.clock.pass(story.hours * HOUR);
    trouble?.begin();
    for (const happening of turn) {
      // People act upon what they see: they see the same with trouble and without.
      if (happening.kind === 'merged' || happening.kind === 'declined') {
        trouble?.end();
        await settle(world);
        await happen(world, app.url, happening);
        trouble?.begin();
      } else await happen(world, app.url, happening);
    }
    await wake(app);
    if (trouble !== null) {
      await trouble.strike();
      if (trouble.restarts()) {
        await app.service.stop();
        app = await startIn(world);
      }
      await settle(world);
      trouble.end();
    }
    // Schedules come again; then what was lost is known.
    await wake(app);
    await settle(world);
    if ((await app.store.queue.retryDeadLetters()) === 0) continue;
    await wake(app);
    await settle(world);
  }
  const result = await snapshot(world);
  await app.service.stop();
  await world.close();
  return result;
}
