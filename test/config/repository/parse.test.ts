import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeProblem } from '../../../src/config/problem.ts';
import { parseRepositoryConfig } from '../../../src/config/repository/parse.ts';

function problemsOf(text: string): readonly string[] {
  const read = parseRepositoryConfig(text, 'sprinkler.yml');
  return read.ok ? [] : read.error.map(describeProblem);
}

function configOf(text: string) {
  const read = parseRepositoryConfig(text, 'sprinkler.yml');
  if (!read.ok) throw new Error(read.error.map(describeProblem).join('\n'));
  return read.value;
}

test('a file that says nothing but its version only observes', () => {
  const config = configOf('version: 1\n');
  expect(config.mode).toBe('observe');
  expect(config.minimumSeverity).toBe('INFORMATIONAL');
  expect(config.publishOnPublicRepository).toBe(false);
});

test('everything that can be said is read', () => {
  const config = configOf(`
version: 1
mode: issue
limits: { open: 2, per-hour: 1 }
templates:
  aws.ec2.open-ports:
    enabled: false
    parameters: { approved-cidrs: [10.0.0.0/8], strict: true }
paths: { include: [live/**], exclude: [live/legacy] }
minimum-severity: high
overrides:
  - paths: [live/test/**]
    environments: [live/test]
    enabled: false
    minimum-severity: critical
    templates: { aws.ec2.open-ports: { parameters: { strict: false } } }
hints:
  - { resource: "arn:aws:s3:::logs-*", address: module.logs.aws_s3_bucket.this, directory: live }
trace-tags: [acme:trace]
directories:
  - { path: live/prod, account: "123456789012", region: eu-west-1 }
stacks:
  - { name: shop-*, template: cloudformation/shop.yml, parameter-file: cloudformation/prod.json }
publish-on-public-repository: true
`);
  expect(config).toMatchObject({
    mode: 'issue',
    limits: { open: 2, perHour: 1 },
    paths: { include: ['live/**'], exclude: ['live/legacy'] },
    minimumSeverity: 'HIGH',
    overrides: [
      {
        paths: ['live/test/**'],
        environments: ['live/test'],
        enabled: false,
        minimumSeverity: 'CRITICAL',
      },
    ],
    hints: [{ resource: 'arn:aws:s3:::logs-*', directory: 'live' }],
    traceTags: ['acme:trace'],
    directories: [{ path: 'live/prod', account: '123456789012', region: 'eu-west-1' }],
    stacks: [{ name: 'shop-*', parameterFile: 'cloudformation/prod.json', account: null }],
    publishOnPublicRepository: true,
  });
  const template = config.templates.get('aws.ec2.open-ports');
  expect(template?.enabled).toBe(false);
  expect(template?.parameters.get('approved-cidrs')).toEqual(['10.0.0.0/8']);
});

test.each([
  [
    'version: 1\nmode: pullrequest\n',
    'sprinkler.yml:2:7: "mode" is "pullrequest"; it must be one of observe, issue, pull-request. Did you mean "pull-request"?',
  ],
  [
    'version: 1\nlimits:\n  perhour: 3\n',
    'sprinkler.yml:3:3: There is no key "perhour" here; known are open, per-hour. Did you mean "per-hour"?',
  ],
  [
    'version: 1\ntemplates:\n  aws.s3.acl:\n    enable: false\n',
    'sprinkler.yml:4:5: There is no key "enable" here; known are enabled, parameters. Did you mean "enabled"?',
  ],
  [
    'version: 1\nlimits: { open: lots }\n',
    'sprinkler.yml:2:17: "limits.open" is "lots"; it must be a number.',
  ],
  [
    'version: 1\nlimits: { open: -1 }\n',
    'sprinkler.yml:2:17: "limits.open" is too small; at least 0 is allowed.',
  ],
  ...['/legacy/**', './legacy/**', '../legacy', 'live/../legacy'].map(
    (pattern): [string, string] => [
      `version: 1\npaths: { exclude: ["${pattern}"] }\n`,
      `sprinkler.yml:2:20: "paths.exclude.0" is "${pattern}"; it must be a path pattern from the root of the repository: / between directories, none at the start.`,
    ],
  ),
  ['version: 1\npaths:\n', 'sprinkler.yml:2:7: "paths" is empty; it must be a map.'],
  ['version: 2\n', 'sprinkler.yml:1:10: "version" is 2; it must be 1.'],
  ['mode: observe\n', 'sprinkler.yml:1:1: "version" is missing; it must be 1.'],
  ['', 'sprinkler.yml:1:1: The file is empty; it must be a map.'],
  ['- a\n', 'sprinkler.yml:1:1: The file is a list; it must be a map.'],
  [
    'version: 1\nversion: 1\n',
    'sprinkler.yml:2:1: This is not valid YAML: Map keys must be unique.',
  ],
  [
    'version: 1\nextends: [preset:cautios]\n',
    'sprinkler.yml:2:11: "extends.0" is "preset:cautios"; it must be one of preset:recommended, preset:cautious. Did you mean "preset:cautious"?',
  ],
  [
    'version: 1\nextends: other/defaults\n',
    'sprinkler.yml:2:10: "extends" is "other/defaults"; it must be the name of a repository of the same owner, without the owner, or preset:NAME.',
  ],
  [
    'version: 1\noverrides:\n  - enabled: false\n',
    'sprinkler.yml:3:5: "overrides.0" is a map; it needs `paths`, `environments` or both: what it is about.',
  ],
  [
    'version: 1\nextends: 5\n',
    'sprinkler.yml:2:10: "extends" is 5; it must be text (in quotes) or a list.',
  ],
  [
    'version: 1\ndirectories: [{ path: ../other }]\n',
    'sprinkler.yml:2:23: "directories.0.path" is "../other"; it must be a path inside the repository, with no leading / and no parent directories.',
  ],
  [
    'version: 1\ndirectories: [{ path: live, account: 123456789012 }]\n',
    'sprinkler.yml:2:38: "directories.0.account" is 123456789012; it must be text (in quotes).',
  ],
])('%j is answered with the place, the mistake and what was meant', (text, expected) => {
  expect(problemsOf(text)).toEqual([expected]);
});

test('every problem of a file is told, in the order of its lines', () => {
  const lines = problemsOf(
    'version: 1\nmodus: issue\nlimits: { opened: 1 }\nhints: [{ resource: x }]\n',
  );
  expect(lines.map((line) => line.split(':')[1])).toEqual(['2', '3', '4']);
});

test.each([
  ['deep nesting', `version: 1\nhints: ${'['.repeat(50_000)}`],
  [
    'an alias bomb',
    'version: 1\na: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n',
  ],
  ['a file that is too long', `version: 1\n#${'x'.repeat(300_000)}`],
  ['a key named __proto__', 'version: 1\n__proto__: { mode: pull-request }\n'],
  ['a tag', 'version: 1\nmode: !!binary aGk=\n'],
  ['control characters in a key', 'version: 1\n"a\\u001b[31m": 1\n'],
])('%s is a problem with a place, not a crash', (_, text) => {
  const lines = problemsOf(text);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('')).toMatch(/^sprinkler\.yml:\d+:\d+: [^\p{Cc}]+$/u);
});

test('a template named __proto__ changes nothing', () => {
  const config = configOf('version: 1\ntemplates: { __proto__: { enabled: false } }\n');
  expect(config.templates.size).toBe(0);
  expect({}).not.toHaveProperty('enabled');
});

test('what a preset says holds until the file says otherwise', () => {
  const config = configOf('version: 1\nextends: preset:cautious\nlimits: { open: 9 }\n');
  expect(config.mode).toBe('pull-request');
  expect(config.limits).toEqual({ open: 9, perHour: 1 });
});

test('whatever a file holds, the answer is a configuration or problems with their places', () => {
  const word = fc.constantFrom(
    ...[
      'version: 1',
      'limits:',
      '  open: 3',
      '- a',
      '{',
      '}',
      '[',
      '&a',
      '*a',
      '? ',
      ': ',
      '|',
      '>',
    ],
    ...[
      '"',
      "'",
      '#',
      '\t',
      '%YAML 1.1',
      '---',
      '...',
      '!!set',
      '<<: *a',
      'mode: issue',
      '__proto__:',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(word, { maxLength: 12 }).map((words) => words.join('\n')),
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const read = parseRepositoryConfig(written, 'sprinkler.yml');
      const places = read.ok ? [] : read.error.map((problem) => problem.place);
      expect(read.ok || places.length > 0).toBe(true);
      expect(places.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});
