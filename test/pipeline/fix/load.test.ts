import { describe, expect, it } from 'vitest';
import {
  loadTemplates,
  resolveParameters,
  templatesFor,
  typesRead,
} from '../../../src/pipeline/fix/index.ts';

const head = `id: a.b
title: T
summary: S.
findings: {security-hub: [X.1]}
`;
const entry = `terraform:
  - resource: aws_x
    require:
      - {property: y, equals: 1}
`;

function problemsOf(...texts: readonly string[]): readonly string[] {
  const files = texts.map((text, at) => ({ path: `t${at}`, text }));
  return loadTemplates(files).problems.map((one) => `${one.path}:${one.line} ${one.message}`);
}

describe('a template file', () => {
  it.each<[string, string, string]>([
    ['no YAML', `${head}terraform: [`, 't0:5 Flow sequence'],
    ['a key twice', `${head}title: T\n`, 't0:5 Map keys must be unique'],
    [
      'an unknown key',
      `${head}${entry}colour: red\n`,
      't0:9 There is no key "colour" here; known are id, title',
    ],
    ['no entry', head, 't0:1 `terraform:` or `cloudformation:` is expected.'],
    ['a misspelt test', `${head}${entry.replace('equals', 'equal')}`, 'Did you mean "equals"?'],
    [
      'a requirement of no kind',
      `${head}${entry.replace('property', 'proprty')}`,
      't0:8 "terraform.0.require.0" is a map of no known kind; one of these keys is expected: property, companion',
    ],
    [
      'a condition of no kind',
      `${head}${entry}    when: {not: {equals: 1}}\n`,
      't0:9 "terraform.0.when.not" is a map of no known kind; one of these keys is expected: property, some',
    ],
    [
      'a reason that is missing',
      `${head}${entry}    refuse:\n      - when: {property: y, exists: true}\n`,
      't0:10 "terraform.0.refuse.0.reason" is missing; it must be text (in quotes).',
    ],
    [
      'a parameter that is not declared',
      `${head}${entry.replace('equals: 1', 'equals: {parameter: pors}')}parameters:\n  port: {type: integer, description: d}\n`,
      't0:8 There is no parameter "pors"; `parameters:` declares port. Did you mean "port"?',
    ],
    [
      'two tests',
      `${head}${entry.replace('equals: 1', 'equals: 1, at-least: 2')}`,
      't0:8 "terraform.0.require.0": exactly one test is expected',
    ],
    [
      'a mistake deep inside',
      `${head}terraform:
  - resource: aws_x
    require:
      - companion: aws_y
        link: {x: id}
        require:
          - property: z
            equals: 1
            absent: perhaps
`,
      't0:13 "terraform.0.require.0.require.0.absent" is "perhaps"; it must be fails or passes or unknown or a list.',
    ],
    [
      'the same resource type twice',
      `${head}${entry}${entry.replace('terraform:\n', '')}`,
      't0:1 aws_x stands twice',
    ],
    [
      'a default of another type',
      `${head}${entry}parameters:\n  p: {type: cidr-list, default: [0.0.0.0/0], description: d}\n`,
      't0:10 "parameters.p": the default does not fit the type',
    ],
    [
      'a number for a CIS requirement',
      `${head.replace('security-hub: [X.1]', 'cis: {1.2.0: [5.10]}')}${entry}`,
      't0:4 "findings.cis.1.2.0.0" is 5.1; it must be text (in quotes).',
    ],
  ])('with %s is a problem with its place', (_, text, message) => {
    expect(problemsOf(text)[0]).toContain(message);
  });

  it('that is too long, or swells by aliases, is refused', () => {
    expect(problemsOf(`${head}${'#'.repeat(300_000)}`)[0]).toContain('200000 characters');
    const bomb = `a: &a [x]\nb: &b [${'*a,'.repeat(30)}]\nc: [${'*b,'.repeat(30)}]\n`;
    expect(problemsOf(head + bomb).length).toBeGreaterThan(0);
  });

  it('with a problem does not keep the others from being read', () => {
    const { templates, problems } = loadTemplates([
      { path: 'bad', text: 'id: 1' },
      { path: 'good', text: head + entry },
    ]);
    expect(templates.map(({ id }) => id)).toEqual(['a.b']);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('may not take the id of another', () => {
    expect(problemsOf(head + entry, head + entry)).toEqual([
      't1:1 The id a.b is already taken by t0.',
    ]);
  });
});

describe('a template that extends another', () => {
  const base = `${head}${entry}parameters:
  ports: {type: port-list, default: [22], fixed: true, description: d}
  extra: {type: string, description: d}
rollback: Back.
`;
  const child = `id: c.d
extends: a.b
title: T
summary: S.
findings: {security-hub: [X.2]}
parameters:
  ports: {type: port-list, default: [80], fixed: true, description: d}
`;

  it('takes over its forms and parameters, and sets its own', () => {
    const { templates } = loadTemplates([
      { path: 'a', text: base },
      { path: 'c', text: child },
    ]);
    const inherited = templates.find(({ id }) => id === 'c.d');
    expect(inherited).toMatchObject({ rollback: 'Back.', findings: { 'security-hub': ['X.2'] } });
    expect([...(inherited?.parameters.keys() ?? [])]).toEqual(['ports', 'extra']);
    expect(inherited?.parameters.get('ports')?.default).toEqual([80]);
    expect(inherited === undefined ? [] : typesRead(inherited, 'terraform')).toEqual(['aws_x']);
  });

  it('is refused when there is no such template', () => {
    expect(problemsOf(child)).toEqual(['t0:1 extends: there is no template a.b.']);
  });
});

describe('parameters', () => {
  const { templates } = loadTemplates([
    {
      path: 'a',
      text: `${head}${entry}parameters:
  cidrs: {type: cidr-list, default: [], description: d}
  fixed: {type: integer, default: 1, fixed: true, description: d}
  mode: {type: string, default: a, choices: [a, b], description: d}
  ports: {type: port-list, default: [22, 8000-8100], description: d}
`,
    },
  ]);
  const resolve = (given: Parameters<typeof resolveParameters>[1]) =>
    resolveParameters(templates[0]?.parameters ?? new Map(), given);

  it('have their defaults where the configuration says nothing', () => {
    const resolved = resolve({ cidrs: ['10.0.0.0/8', '2001:db8::/32'] });
    expect(resolved.ok && Object.fromEntries(resolved.value)).toEqual({
      cidrs: ['10.0.0.0/8', '2001:db8::/32'],
      fixed: 1,
      mode: 'a',
      ports: [22, '8000-8100'],
    });
  });

  it.each([
    [{ cidrs: ['0.0.0.0/0'] }, 'not the whole internet'],
    [{ cidrs: ['::/0'] }, 'not the whole internet'],
    [{ cidrs: ['everywhere'] }, 'cidrs (cidr-list)'],
    [{ fixed: 2 }, 'there is no parameter "fixed"'],
    [{ colour: 'red' }, 'known: cidrs, mode, ports'],
    [{ mode: 'c' }, 'one of "a", "b" is expected'],
    [{ ports: [70000] }, 'ports (port-list)'],
  ])('of %j are refused', (given, message) => {
    const resolved = resolve(given);
    expect(resolved.ok ? [] : resolved.error).toEqual([expect.stringContaining(message)]);
  });
});

describe('a finding', () => {
  const { templates } = loadTemplates([
    {
      path: 'a',
      text: `${head.replace('security-hub: [X.1]', 'security-hub: [X.1], prowler: [p_x], cis: {5.0.0: ["2.1"]}, config-rule: [RULE, {id: OTHER, parameters: {port: 22}}]')}${entry}`,
    },
  ]);
  it.each<[string, Parameters<typeof templatesFor>[1], boolean]>([
    ['its control', { control: 'X.1', checks: [] }, true],
    ['another control', { control: 'X.10', checks: [] }, false],
    ['Prowler', { control: null, checks: [{ scheme: 'prowler', id: 'p_x' }] }, true],
    ['CIS', { control: null, checks: [{ scheme: 'cis', id: '5.0.0/2.1' }] }, true],
    ['another CIS version', { control: null, checks: [{ scheme: 'cis', id: '3.0.0/2.1' }] }, false],
    ['a Config rule', { control: null, checks: [{ scheme: 'config-rule', id: 'RULE' }] }, true],
    [
      'a Config rule with its parameters',
      {
        control: null,
        checks: [{ scheme: 'config-rule', id: 'OTHER', parameters: { port: '22', more: 'x' } }],
      },
      true,
    ],
    [
      'a Config rule with others',
      {
        control: null,
        checks: [{ scheme: 'config-rule', id: 'OTHER', parameters: { port: '23' } }],
      },
      false,
    ],
  ])('is answered by %s', (_, finding, answered) => {
    expect(templatesFor(templates, finding).length === 1).toBe(answered);
  });
});
