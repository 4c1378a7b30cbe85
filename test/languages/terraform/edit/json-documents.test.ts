import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/foundation/json.ts';
import { terraform } from '../../../../src/languages/terraform/language.ts';
import type { EditIntent } from '../../../../src/model/language.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { context, edited, editedText, literal, resourceIn, treeOf } from './editing.ts';

const address = 'aws_ecs_task_definition.web';
const argument = 'container_definitions';
const resource = (text: string, before = '') =>
  `${before}resource "aws_ecs_task_definition" "web" {\n  family                = "web"\n  container_definitions = ${text}\n}\n`;

const document = [
  { name: 'web', command: ['run', 'fast', 'well'], cpu: 10, env: { A: '1' } },
  { name: 'logs' },
];
const hcl =
  '[\n    {\n      name    = "web"\n      command = ["run", "fast", "well"]\n      cpu     = 10\n      env     = { A = "1" }\n    },\n    { name = "logs" }\n  ]';
const json = JSON.stringify(document, null, 2);

const forms: readonly [form: string, text: string][] = [
  ['jsonencode', resource(`jsonencode(${hcl})`)],
  ['jsonencode of a local', resource('jsonencode(local.all)', `locals {\n  all = ${hcl}\n}\n\n`)],
  [
    'a local that is jsonencode',
    resource('local.all', `locals {\n  all = jsonencode(${hcl})\n}\n\n`),
  ],
  ['a heredoc', resource(`<<EOF\n${json}\nEOF`)],
  ['an indented heredoc', resource(`<<-EOF\n    ${json.replaceAll('\n', '\n    ')}\n  EOF`)],
  ['a heredoc on one line', resource(`<<EOF\n${JSON.stringify(document)}\nEOF`)],
  [
    'a local that is a heredoc',
    resource('local.all', `locals {\n  all = <<EOF\n${json}\nEOF\n}\n\n`),
  ],
];

type Step = Omit<Extract<EditIntent, { kind: 'set' }>, 'resource' | 'value'> & { value?: Json };
const set = (path: PropertyPath, value: Json) => ({ kind: 'set', path, value }) as const;
const append = (path: PropertyPath, value: Json) => ({ kind: 'append', path, value }) as const;
const remove = (path: PropertyPath) => ({ kind: 'remove', path }) as const;

const changes: readonly [
  what: string,
  steps: readonly (Step | ReturnType<typeof append> | ReturnType<typeof remove>)[],
  change: (all: Record<string, Json>[]) => void,
][] = [
  [
    'gives a part another value',
    [set([0, 'cpu'], 20)],
    ([web]) => {
      if (web !== undefined) web.cpu = 20;
    },
  ],
  [
    'writes what is missing on the way',
    [set([1, 'log', 'options', 'a-b:c'], '${x} "q"')],
    ([, logs]) => {
      if (logs !== undefined) logs.log = { options: { 'a-b:c': '${x} "q"' } };
    },
  ],
  [
    'adds an element',
    [append([], { name: 'third' })],
    (all) => {
      all.push({ name: 'third' });
    },
  ],
  [
    'takes an element away',
    [remove([0, 'command', 1])],
    ([web]) => {
      if (web !== undefined) web.command = ['run', 'well'];
    },
  ],
  [
    'takes several elements away',
    [remove([0, 'command', 0]), remove([0, 'command', 1])],
    ([web]) => {
      if (web !== undefined) web.command = ['well'];
    },
  ],
  [
    'takes a key away',
    [remove([0, 'env'])],
    ([web]) => {
      delete web?.env;
    },
  ],
  [
    'makes several changes together',
    [set([0, 'cpu'], 20), set([1, 'cpu'], 30), set([0, 'new'], true)],
    ([web, logs]) => {
      if (web !== undefined) Object.assign(web, { cpu: 20, new: true });
      if (logs !== undefined) logs.cpu = 30;
    },
  ],
];

describe.each(forms)('a JSON document in %s', (_, text) => {
  it.each(changes)('%s', (_what, steps, change) => {
    const outcome = edited({ 'main.tf': text }, address, (target) =>
      steps.map((step) => {
        const path = [argument, ...step.path];
        return step.kind === 'remove'
          ? { kind: 'remove', resource: target, path }
          : { kind: step.kind, resource: target, path, value: literal(step.value ?? null) };
      }),
    );
    if ('refused' in outcome) throw new Error(outcome.refused);
    const value = resourceIn(outcome.files, address).properties.entries.get(argument);
    const expected = structuredClone(document) as Record<string, Json>[];
    change(expected);
    expect(value?.kind === 'string' ? JSON.parse(value.value) : value).toEqual(expected);
  });
});

describe('a JSON document', () => {
  const setCpu = (text: string) =>
    editedText(text, address, (target) => [
      { kind: 'set', resource: target, path: [argument, 0, 'cpu'], value: literal(20) },
    ]);

  it('keeps the interpolations beside the edit', () => {
    const text = resource(
      '<<EOF\n[{"name": "${var.name}-$${x}", "cpu": 10, "memory": ${var.memory}}]\nEOF',
    );
    expect(setCpu(text)).toBe(text.replace('"cpu": 10', '"cpu": 20'));
  });

  it('is no document where it nests too deeply', () => {
    const deep = '['.repeat(50_000);
    const whole = `${deep}${']'.repeat(50_000)}`;
    for (const text of [deep, whole]) {
      expect(setCpu(resource(`<<EOF\n${text}\nEOF`))).toContain('has no container_definitions[0]');
    }
  });

  it.each([
    ['a part is interpolated', '<<EOF\n[{"cpu": ${var.cpu}}]\nEOF', 'put together'],
    ['its text is computed', 'join("", ["[{\\"cpu\\": 10}]"])', 'has no container_definitions[0]'],
    ['it is a quoted text', '"[{\\"cpu\\": 10}]"', 'put together'],
    ['its text has directives', '<<EOF\n[%{ if true }{"cpu": 10}%{ endif }]\nEOF', 'put together'],
  ])('is left alone where %s', (_, text, reason) => {
    expect(setCpu(resource(text))).toContain(reason);
  });
});

describe('a JSON file that code reads', () => {
  const code =
    'resource "aws_ecs_task_definition" "web" {\n  family = "web"\n  container_definitions = file("${path.module}/web.json")\n}\n';
  const change = (
    intent: Omit<Extract<EditIntent, { kind: 'set' }>, 'resource' | 'kind'>,
    text = json,
  ) =>
    edited({ 'app/main.tf': code, 'app/web.json': text }, address, (target) => [
      { kind: 'set', resource: target, ...intent },
    ]);

  it('is edited where it is', () => {
    const outcome = change({ path: [argument, 1, 'cpu'], value: literal('${x}') });
    if ('refused' in outcome) throw new Error(outcome.refused);
    expect(outcome.files['app/main.tf']).toBe(code);
    expect(JSON.parse(outcome.files['app/web.json'] ?? '')[1]).toEqual({
      name: 'logs',
      cpu: '${x}',
    });
  });

  it('is not made to refer to a resource', () => {
    const target = resourceIn({ 'app/main.tf': code, 'app/web.json': json }, address);
    const value = { kind: 'reference', to: target, attribute: 'arn' } as const;
    expect(change({ path: [argument, 1, 'cpu'], value })).toEqual({
      refused: expect.stringContaining('app/web.json, which'),
    });
  });

  it('is left alone where it is no JSON', () => {
    expect(change({ path: [argument, 1, 'cpu'], value: literal(1) }, '[{]')).toHaveProperty(
      'refused',
    );
  });

  it('belongs to the root that has read it, and is judged as JSON', async () => {
    const view = terraform.open(
      treeOf({ 'app/main.tf': code, 'app/web.json': json, 'b.json': '{}' }),
    );
    view.resources({ types: ['aws_ecs_task_definition'], context });
    expect(view.rootsOf('app/web.json')).toEqual(view.rootsOf('app/main.tf'));
    expect(view.rootsOf('b.json')).toEqual([]);
    expect(await terraform.grammarComplaint('app/web.json', json)).toBeNull();
    expect(await terraform.grammarComplaint('app/web.json', '[{]')).not.toBeNull();
  });
});
