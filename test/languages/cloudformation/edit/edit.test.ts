import { describe, expect, test } from 'vitest';
import type { EditIntent, Written } from '../../../../src/model/language.ts';
import type { ResourceInCode } from '../../../../src/model/resource.ts';
import type { PropertyPath } from '../../../../src/model/value.ts';
import { afterEdit, literal } from '../stack.ts';

type Make = (resource: ResourceInCode) => readonly EditIntent[];

const set = (path: PropertyPath, value: Parameters<typeof literal>[0], inPlace = false): Make => {
  return (resource) => [
    {
      kind: 'set',
      resource,
      path,
      value: literal(value),
      ...(inPlace ? { inPlace: true as const } : {}),
    },
  ];
};
const remove = (...paths: readonly PropertyPath[]): Make => {
  return (resource) => paths.map((path) => ({ kind: 'remove', resource, path }));
};
const append = (path: PropertyPath, value: Parameters<typeof literal>[0], after?: number): Make => {
  return (resource) => [
    {
      kind: 'append',
      resource,
      path,
      value: literal(value),
      ...(after === undefined ? {} : { after }),
    },
  ];
};

/** The text of the resource R's properties, before and after. */
function edited(head: string, make: Make) {
  const files = { 't.yaml': `Resources:\n  R:\n    Type: Custom::Thing\n${head}` };
  const result = afterEdit(files, 'R', make);
  if ('refused' in result) return result.refused;
  return (result.files?.['t.yaml'] ?? files['t.yaml']).slice(40);
}

describe('block style', () => {
  test.each<[string, string, Make, string]>([
    [
      'sets a value and keeps the comment',
      '    Properties:\n      A: 1 # why\n',
      set(['A'], 2),
      '    Properties:\n      A: 2 # why\n',
    ],
    [
      'keeps the quotes',
      "    Properties:\n      A: 'x'\n",
      set(['A'], 'y'),
      "    Properties:\n      A: 'y'\n",
    ],
    [
      'quotes what would be something else',
      '    Properties:\n      A: x\n',
      set(['A'], 'yes'),
      "    Properties:\n      A: 'yes'\n",
    ],
    [
      'sets what has no value yet',
      '    Properties:\n      A: # none\n      B: 1\n',
      set(['A'], 'x'),
      '    Properties:\n      A: x # none\n      B: 1\n',
    ],
    [
      'makes the properties',
      '',
      set(['A', 'B'], true),
      '    Properties:\n      A:\n        B: true\n',
    ],
    [
      'makes the properties of an empty mapping',
      '    Properties: {}\n',
      set(['A'], true),
      '    Properties:\n      A: true\n',
    ],
    [
      'puts a map where a text was',
      '    Properties:\n      A: x # c\n      B: 1\n',
      set(['A'], { C: 1 }),
      '    Properties:\n      A: # c\n        C: 1\n      B: 1\n',
    ],
    [
      'puts a text where a map was',
      '    Properties:\n      A:\n        C: 1\n      B: 1\n',
      set(['A'], 'x'),
      '    Properties:\n      A: x\n      B: 1\n',
    ],
    [
      'puts dashes where the file puts them',
      '    Properties:\n      L:\n      - 1\n',
      set(['M'], [1]),
      '    Properties:\n      L:\n      - 1\n      M:\n      - 1\n',
    ],
    [
      'sets in an element',
      '    Properties:\n      L:\n        - A: 1 # one\n          B: 2\n',
      set(['L', 0, 'A'], 9),
      '    Properties:\n      L:\n        - A: 9 # one\n          B: 2\n',
    ],
    [
      'adds to an element',
      '    Properties:\n      L:\n        - A: 1\n        - A: 2\n',
      set(['L', 0, 'B'], 9),
      '    Properties:\n      L:\n        - A: 1\n          B: 9\n        - A: 2\n',
    ],
    [
      'replaces a block scalar',
      '    Properties:\n      A: |\n        x\n        y\n\n      B: 1\n',
      set(['A'], 'z'),
      '    Properties:\n      A: z\n\n      B: 1\n',
    ],
    [
      'adds below a block scalar',
      '    Properties:\n      A: |\n        x\n\n',
      set(['B'], 1),
      '    Properties:\n      A: |\n        x\n      B: 1\n\n',
    ],
    [
      'appends at the end',
      '    Properties:\n      L:\n        - 1 # one\n      # after\n',
      append(['L'], { A: 'x', B: 1 }),
      '    Properties:\n      L:\n        - 1 # one\n        - A: x\n          B: 1\n      # after\n',
    ],
    [
      'appends after an element',
      '    Properties:\n      L:\n        - 1\n        - 2\n',
      append(['L'], 9, 0),
      '    Properties:\n      L:\n        - 1\n        - 9\n        - 2\n',
    ],
    [
      'appends to what is missing',
      '    Properties:\n      A: 1\n',
      append(['L'], 9),
      '    Properties:\n      A: 1\n      L:\n        - 9\n',
    ],
    [
      'appends to an empty list',
      '    Properties:\n      L: [] # none\n',
      append(['L'], 9),
      '    Properties:\n      L: # none\n        - 9\n',
    ],
    [
      'makes a list of a single map',
      '    Properties:\n      L:\n        A: 1\n        # c\n        B: 2\n',
      append(['L'], { A: 2 }),
      '    Properties:\n      L:\n        - A: 1\n          # c\n          B: 2\n        - A: 2\n',
    ],
    [
      'makes a list of a single text',
      '    Properties:\n      L: a, b\n',
      append(['L'], 'c'),
      "    Properties:\n      L:\n        - 'a, b'\n        - c\n",
    ],
    [
      'removes a property with its lines',
      '    Properties:\n      A: 1\n      B:\n        C: 1\n        # c\n      D: 1\n',
      remove(['B']),
      '    Properties:\n      A: 1\n        # c\n      D: 1\n',
    ],
    [
      'removes the first of an element',
      '    Properties:\n      L:\n        - A: 1 # c\n          # two\n          B: 2\n',
      remove(['L', 0, 'A']),
      '    Properties:\n      L:\n        - # two\n          B: 2\n',
    ],
    [
      'leaves an empty list',
      '    Properties:\n      L:\n        - A: 1\n',
      remove(['L', 0]),
      '    Properties:\n      L: []\n',
    ],
    [
      'leaves an empty map',
      '    Properties:\n      M:\n        A: 1\n',
      remove(['M', 'A']),
      '    Properties:\n      M: {}\n',
    ],
    [
      'removes several elements, by their old indexes',
      '    Properties:\n      L:\n        - 0\n        - 1\n        - 2\n        - 3\n',
      remove(['L', 1], ['L', 3], ['L', 0]),
      '    Properties:\n      L:\n        - 2\n',
    ],
    [
      'removes nothing where nothing is',
      '    Properties:\n      A: 1\n',
      remove(['B'], ['A', 'C'], ['L', 3]),
      '    Properties:\n      A: 1\n',
    ],
    [
      'removes an element with the comment above it, not the one of its neighbour',
      '    Properties:\n      L:\n        # one\n        - 1\n        # two\n        # too\n        - 2\n        # end\n',
      remove(['L', 1]),
      '    Properties:\n      L:\n        # one\n        - 1\n        # end\n',
    ],
    [
      'keeps the comment that heads a group of properties',
      '    Properties:\n      # sizes\n      A: 1\n      B: 2\n\n      # last\n      C: 3\n',
      remove(['A'], ['C']),
      '    Properties:\n      # sizes\n      B: 2\n\n',
    ],
    [
      'keeps a missing final line break',
      '    Properties:\n      A: 1\n      B: 2',
      remove(['B']),
      '    Properties:\n      A: 1',
    ],
    [
      'adds without a final line break',
      '    Properties:\n      A: 1',
      set(['B'], 2),
      '    Properties:\n      A: 1\n      B: 2',
    ],
  ])('%s', (_, before, make, after) => {
    expect(edited(before, make)).toBe(after);
  });
});

describe('flow style', () => {
  test.each<[string, string, Make, string]>([
    [
      'sets',
      '    Properties: {A: 1, B: x}\n',
      set(['A'], 'a, b'),
      "    Properties: {A: 'a, b', B: x}\n",
    ],
    [
      'adds',
      '    Properties: {A: 1}\n',
      set(['B', 'C'], true),
      '    Properties: {A: 1, B: { C: true }}\n',
    ],
    [
      'appends',
      '    Properties: {L: [1, 2]}\n',
      append(['L'], 3, 0),
      '    Properties: {L: [1, 3, 2]}\n',
    ],
    [
      'appends on a line of its own',
      '    Properties:\n      L: [\n        1,\n        2,\n      ]\n',
      append(['L'], 3),
      '    Properties:\n      L: [\n        1,\n        2,\n        3,\n      ]\n',
    ],
    [
      'removes the first',
      '    Properties: {A: 1, B: x}\n',
      remove(['A']),
      '    Properties: {B: x}\n',
    ],
    [
      'removes the last',
      '    Properties: {A: 1, B: x}\n',
      remove(['B']),
      '    Properties: {A: 1}\n',
    ],
    [
      'makes a list of a single map',
      '    Properties:\n      L: {A: 1}\n',
      append(['L'], { A: 2 }),
      '    Properties:\n      L:\n        - {A: 1}\n        - A: 2\n',
    ],
  ])('%s', (_, before, make, after) => {
    expect(edited(before, make)).toBe(after);
  });
});

describe('JSON', () => {
  const json = (properties: string) =>
    `{\n  "Resources": {\n    "R": {\n      "Type": "Custom::Thing",\n      "Properties": ${properties}\n    }\n  }\n}\n`;
  test.each<[string, string, Make, string]>([
    [
      'adds on lines',
      '{\n        "A": 1\n      }',
      set(['B', 'C'], true),
      '{\n        "A": 1,\n        "B": {\n          "C": true\n        }\n      }',
    ],
    ['adds on one line', '{ "A": 1 }', set(['B', 'C'], true), '{ "A": 1, "B": { "C": true } }'],
    [
      'appends',
      '{\n        "L": [\n          1\n        ]\n      }',
      append(['L'], { A: 'x' }),
      '{\n        "L": [\n          1,\n          {\n            "A": "x"\n          }\n        ]\n      }',
    ],
    [
      'makes a list of a single object',
      '{\n        "L": { "A": 1 }\n      }',
      append(['L'], { A: 2 }),
      '{\n        "L": [\n          { "A": 1 },\n          {\n            "A": 2\n          }\n        ]\n      }',
    ],
    [
      'makes a list of a single object on lines',
      '{\n        "L": {\n          "A": 1\n        }\n      }',
      append(['L'], 2),
      '{\n        "L": [\n          {\n            "A": 1\n          },\n          2\n        ]\n      }',
    ],
    [
      'removes the last',
      '{\n        "A": 1,\n        "B": 2\n      }',
      remove(['B']),
      '{\n        "A": 1\n      }',
    ],
    ['removes all', '{ "L": [1, 2] }', remove(['L', 0], ['L', 1]), '{ "L": [] }'],
    ['escapes', '{ "A": 1 }', set(['A'], 'a"b\n'), '{ "A": "a\\"b\\n" }'],
  ])('%s', (_, before, make, after) => {
    const result = afterEdit({ 't.json': json(before) }, 'R', make);
    expect(result.files?.['t.json']).toBe(json(after));
  });

  test('keeps tabs', () => {
    const text = '{\n\t"Resources": {\n\t\t"R": {\n\t\t\t"Type": "Custom::Thing"\n\t\t}\n\t}\n}';
    const result = afterEdit({ 't.json': text }, 'R', set(['A'], 1));
    expect(result.files?.['t.json']).toBe(
      text.replace('Thing"', 'Thing",\n\t\t\t"Properties": {\n\t\t\t\t"A": 1\n\t\t\t}'),
    );
  });
});

test('CRLF and a byte order mark stay', () => {
  const text = '\ufeffResources:\r\n  R:\r\n    Type: Custom::Thing\r\n';
  const result = afterEdit({ 't.yaml': text }, 'R', set(['A', 'B'], [1]));
  expect(result.files?.['t.yaml']).toBe(
    `${text}    Properties:\r\n      A:\r\n        B:\r\n          - 1\r\n`,
  );
});

describe('what CloudFormation would act on is refused', () => {
  test.each<[string, Parameters<typeof literal>[0]]>([
    ['a function', { Ref: 'AWS::AccountId' }],
    ['a function inside', [{ A: { 'Fn::Sub': 'x' } }]],
    ['a dynamic reference', '{{resolve:secretsmanager:x}}'],
  ])('%s', (_, value) => {
    expect(edited('    Properties: {A: 1}\n', set(['A'], value))).toContain('by hand');
  });

  test('but a policy may have conditions', () => {
    const value = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(edited('    Properties: {A: 1}\n', set(['A'], value))).toContain(
      "{ aws:SecureTransport: 'false' }",
    );
  });
});

test('a property that something computes is refused', () => {
  expect(edited('    Properties:\n      A: !Transform {Name: X}\n', set(['A', 'B'], 1))).toContain(
    'Fn::Transform computes',
  );
  expect(edited('    Properties:\n      L: !Split [",", "a,b"]\n', append(['L'], 'c'))).toContain(
    'computed',
  );
});

test('references are written as the file writes them', () => {
  const files = {
    'short.yaml':
      'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Sub x}\n',
    'long.yaml':
      'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: {"Fn::Sub": x}}\n',
    'c.json': '{"Resources": {"C": {"Type": "AWS::S3::Bucket"}}}',
  };
  const properties = (to: ResourceInCode): readonly (readonly [string, Written])[] => [
    ['Bucket', { kind: 'reference', to, attribute: 'id' }],
    ['Arn', { kind: 'reference', to, attribute: 'Arn' }],
    ['Objects', { kind: 'template', parts: [{ to, attribute: 'Arn' }, '/$' + '{aws:username}/*'] }],
  ];
  const make: Make = (beside) => [
    {
      kind: 'add-resource',
      type: 'AWS::S3::BucketPolicy',
      beside,
      name: 'P',
      properties: properties(beside),
    },
  ];
  const text = (address: string, path: string) =>
    afterEdit(files, address, make).files?.[path] ?? '';
  expect(text('A', 'short.yaml')).toContain(
    "Bucket: !Ref A\n      Arn: !GetAtt A.Arn\n      Objects: !Sub '$" +
      '{A.Arn}/$' +
      "{!aws:username}/*'",
  );
  expect(text('B', 'long.yaml')).toContain(
    'Bucket:\n        Ref: B\n      Arn:\n        Fn::GetAtt:\n          - B\n          - Arn',
  );
  expect(JSON.parse(text('C', 'c.json')).Resources.P.Properties).toEqual({
    Bucket: { Ref: 'C' },
    Arn: { 'Fn::GetAtt': ['C', 'Arn'] },
    Objects: { 'Fn::Sub': '$' + '{C.Arn}/$' + '{!aws:username}/*' },
  });
});
