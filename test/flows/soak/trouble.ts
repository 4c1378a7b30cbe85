import { awsFault, json } from '../../aws-fakes/server.ts';
import type { FaultKind } from '../../github-simulator/faults.ts';
import { ask, type World } from './world.ts';

const GITHUB: readonly FaultKind[] = [
  'server-error',
  'html-502',
  'secondary-limit',
  'not-found',
  'lost-request',
  'lost-response',
];

/** What goes wrong beside the app, as a seed decides. */
export class Trouble {
  readonly #world: World;
  readonly #random: () => number;

  constructor(world: World, random: () => number) {
    this.#world = world;
    this.#random = random;
  }

  /** From now on GitHub, its webhooks and AWS fail now and then. */
  begin(): void {
    const { simulator, relay, aws } = this.#world;
    simulator.faults.atRandom(0.15, GITHUB, Math.floor(this.#random() * 1e9));
    relay.fate = () => {
      const chance = this.#random();
      return chance < 0.2 ? 'lost' : chance < 0.4 ? 'twice' : 'delivered';
    };
    const answers = [
      awsFault('ThrottlingException'),
      awsFault('InternalServerError', 500),
      'hang-up',
      json({ nonsense: true }),
      { status: 200, body: '<html>' },
      null,
      null,
      null,
    ] as const;
    aws.fake.faults.length = 0;
    for (let count = 0; count < 12; count++)
      aws.fake.faults.push(answers[Math.floor(this.#random() * answers.length)] ?? null);
  }

  /** Something happens to the database: connections break, or the server starts again. */
  async strike(): Promise<void> {
    const { server } = this.#world;
    if (this.#random() < 0.15) {
      await server.pause();
      await server.resume();
      return;
    }
    await ask(
      this.#world,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'sprinkler%' and random() < 0.5`,
    );
  }

  /** Whether the app is to be started again. */
  restarts(): boolean {
    return this.#random() < 0.1;
  }

  /** All is well again. */
  end(): void {
    const { simulator, relay, aws, queue } = this.#world;
    simulator.faults.clear();
    relay.fate = () => 'delivered';
    aws.fake.faults.length = 0;
    queue.showAll();
  }
}
