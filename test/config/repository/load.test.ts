import { expect, test } from 'vitest';
import { describeProblem } from '../../../src/config/problem.ts';
import { CONFIG_PATH, loadRepositoryConfig } from '../../../src/config/repository/load.ts';

async function load(files: Readonly<Record<string, string>>) {
  return loadRepositoryConfig('shop', async (repository, path) =>
    path === CONFIG_PATH ? (files[repository] ?? null) : null,
  );
}

async function complaint(files: Readonly<Record<string, string>>): Promise<string> {
  const loaded = await load(files);
  return loaded.ok ? '' : loaded.error.map(describeProblem).join('\n');
}

test('without any file nothing may be written', async () => {
  const loaded = await load({});
  expect(loaded).toMatchObject({ ok: true, value: { from: null, config: { mode: 'observe' } } });
});

test("without its own file the owner's .github repository counts", async () => {
  const loaded = await load({ '.github': 'version: 1\nmode: issue\n' });
  expect(loaded).toMatchObject({ ok: true, value: { from: '.github', config: { mode: 'issue' } } });
});

test('its own file replaces that of the .github repository', async () => {
  const loaded = await load({
    '.github': 'version: 1\nmode: pull-request\nlimits: { open: 1 }\n',
    shop: 'version: 1\n',
  });
  expect(loaded).toMatchObject({
    value: { from: 'shop', config: { mode: 'observe', limits: { open: 10 } } },
  });
});

test('maps are merged over what is extended, lists are replaced', async () => {
  const loaded = await load({
    platform:
      'version: 1\nmode: issue\nlimits: { open: 1, per-hour: 1 }\npaths: { exclude: [a, b] }\ntemplates: { t: { enabled: false, parameters: { x: 1, y: 1 } } }\n',
    shop: 'version: 1\nextends: platform\nlimits: { open: 7 }\npaths: { exclude: [c] }\ntemplates: { t: { parameters: { y: 2 } } }\n',
  });
  expect(loaded).toMatchObject({
    value: {
      config: { mode: 'issue', limits: { open: 7, perHour: 1 }, paths: { exclude: ['c'] } },
    },
  });
  const template = loaded.ok ? loaded.value.config.templates.get('t') : undefined;
  expect(template).toEqual({
    enabled: false,
    parameters: new Map([
      ['x', 1],
      ['y', 2],
    ]),
  });
});

test('a circle, a missing base and a broken base each say so', async () => {
  expect(
    await complaint({ shop: 'version: 1\nextends: a\n', a: 'version: 1\nextends: shop\n' }),
  ).toBe('a/.github/sprinkler.yml:1:1: Extending "shop" goes in a circle.');
  expect(await complaint({ shop: 'version: 1\nextends: gone\n' })).toContain('"gone" is extended');
  expect(
    await complaint({ shop: 'version: 1\nextends: a\n', a: 'version: 1\nmod: x\n' }),
  ).toContain('a/.github/sprinkler.yml:2:1');
});

test('a chain of bases ends', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`b${index}`, `version: 1\nextends: b${index + 1}\n`]),
  );
  expect(await complaint({ ...files, shop: 'version: 1\nextends: b0\n' })).toContain('files deep');
});
