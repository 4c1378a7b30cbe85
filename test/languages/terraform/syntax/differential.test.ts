import { parse as hcl2json } from '@cdktf/hcl2json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/languages/terraform/syntax/parse.ts';
import { mutatedHcl } from './mutations.ts';
import { samples } from './samples.ts';
import { toHcl2Json } from './to-hcl2json.ts';

type Verdict = { accepted: boolean; tree: unknown };

/**
 * The official grammar's answer. Some files it accepts have no form in its JSON (an infinite number, a
 * block type both with and without labels): those have no tree.
 */
async function official(text: string): Promise<Verdict> {
  try {
    return { accepted: true, tree: await hcl2json('main.tf', text) };
  } catch (thrown) {
    const { message } = thrown as Error;
    return { accepted: !message.startsWith('parse config: '), tree: undefined };
  }
}

async function agree(text: string): Promise<void> {
  const file = parseConfig('main.tf', text);
  const { accepted, tree } = await official(text);
  expect(file.errors.length === 0, JSON.stringify(text)).toBe(accepted);
  if (tree !== undefined) expect(plain(toHcl2Json(file)), JSON.stringify(text)).toEqual(tree);
}

function plain(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree));
}

describe('the parser beside the official grammar', () => {
  it.each(samples(/\.(tf|tfvars)$/))('sees the same in $name', async ({ text }) => {
    await agree(text);
  });

  it('accepts and sees the same in 6,000 fixed mutations', async () => {
    await fc.assert(fc.asyncProperty(mutatedHcl, agree), { numRuns: 6000, seed: 20_260_101 });
  }, 120_000);

  it('accepts and sees the same in 2,000 random mutations', async () => {
    await fc.assert(fc.asyncProperty(mutatedHcl, agree), { numRuns: 2000 });
  }, 120_000);
});
