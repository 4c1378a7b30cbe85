import { randomFrom } from '../../support/random.ts';

/** One thing that happens in the world; what it needs and is not there makes it nothing. */
export type Happening =
  /** A source says something of a bucket: Security Hub, or whoever sends findings by HTTP. */
  | { readonly kind: 'fails' | 'passes' | 'archived' | 'worse'; readonly bucket: number }
  | { readonly kind: 'sent' | 'queued'; readonly bucket: number }
  /** Config says so. */
  | { readonly kind: 'non-compliant' | 'compliant'; readonly bucket: number }
  /** A person does something with the pull request of a bucket. */
  | { readonly kind: 'merged' | 'declined'; readonly bucket: number }
  /** A person pushes: code of a bucket that had none, or the fix, by hand. */
  | { readonly kind: 'coded' | 'mended' | 'broken'; readonly bucket: number }
  | { readonly kind: 'configured'; readonly mode: 'pull-request' | 'issue' | 'observe' };

export interface Story {
  readonly buckets: number;
  /** How long a turn is. */
  readonly hours: number;
  /** What happens within each. */
  readonly turns: readonly (readonly Happening[])[];
}

/** As often as each stands here. */
const KINDS = [
  'fails',
  'fails',
  'fails',
  'sent',
  'queued',
  'non-compliant',
  'compliant',
  'passes',
  'passes',
  'archived',
  'worse',
  'merged',
  'merged',
  'merged',
  'declined',
  'coded',
  'mended',
  'broken',
  'configured',
] as const;

const MODES = ['pull-request', 'pull-request', 'issue', 'observe'] as const;

/** What happens in so many days; the same seed tells the same story. */
export function tellStory(seed: number, days: number): Story {
  const random = randomFrom(seed);
  const pick = (below: number) => Math.floor(random() * below);
  const buckets = 4 + days;
  const happening = (): Happening => {
    const kind = KINDS[pick(KINDS.length)] ?? 'fails';
    if (kind === 'configured') return { kind, mode: MODES[pick(MODES.length)] ?? 'observe' };
    return { kind, bucket: pick(buckets) };
  };
  const turns = Array.from({ length: days * 2 }, () =>
    Array.from({ length: 2 + pick(4) }, happening),
  );
  // It ends with a turn in which little happens: what was lost in the one before is known by then.
  return {
    buckets,
    hours: 12,
    turns: [...turns, [{ kind: 'configured', mode: 'pull-request' }], []],
  };
}
