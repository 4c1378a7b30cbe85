import { expect, it } from 'vitest';
import { bundledTemplates, loadFrom } from '../../../src/entrances/command-line/read-templates.ts';

/** Without quotes, YAML ends an element of `[…]` at its first comma. */
it.each(loadFrom([bundledTemplates]).map(({ id, risk }) => [id, risk] as const))(
  '%s says of risk nothing but whole sentences',
  (_, { notes, access, downtime, cost }) => {
    const said = [...notes, access, downtime, cost].filter((text) => text !== undefined);
    expect(said.filter((text) => !/^[A-Z`].*\.$/s.test(text))).toEqual([]);
  },
);
