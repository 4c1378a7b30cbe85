import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const path = join(import.meta.dirname, '../results/plans.tsv');

/** What a plan came to, and of which files. */
export interface KeptPlan {
  readonly hash: string;
  readonly outcome: string;
}

export function readKept(): Map<string, KeptPlan> {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  return new Map(
    lines.map((line) => {
      const [label = '', hash = '', outcome = ''] = line.split('\t');
      return [label, { hash, outcome }];
    }),
  );
}

export function keep(plans: ReadonlyMap<string, KeptPlan>): void {
  const lines = [...plans].map(([label, { hash, outcome }]) => `${label}\t${hash}\t${outcome}\n`);
  writeFileSync(path, lines.sort().join(''));
}

/** Of a case's files before and after. */
export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const side of [join(folder, 'before'), join(folder, 'after')])
    for (const file of readdirSync(side, { recursive: true, encoding: 'utf8' }).sort()) {
      const whole = join(side, file);
      if (statSync(whole).isFile()) hash.update(`${file}\0${readFileSync(whole, 'utf8')}\0`);
    }
  return hash.digest('hex').slice(0, 12);
}
