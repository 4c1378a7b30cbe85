import { expect, it } from 'vitest';
import { schemaProblems } from '../../../src/pipeline/fix/index.ts';
import { template } from './fake-code.ts';

const schema = new Map([
  ['aws_x', ['y', 'block', 'block.z']],
  ['aws_y', ['x']],
]);
const language = {
  id: 'terraform',
  inSchema: (type: string, path: readonly (string | number)[]) =>
    schema.get(type)?.includes(path.join('.')) ?? null,
} as const;

it.each<[string, readonly string[]]>([
  ['- resource: aws_x\n  require: [{property: y, equals: 1}]', []],
  ['- resource: aws_x\n  require: [{each: block, require: [{property: z, equals: 1}]}]', []],
  [
    '- resource: aws_x\n  require: [{property: lifecycle.prevent_destroy, equals: 1}]',
    ['aws_x has no argument lifecycle.prevent_destroy in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  require: [{property: provisioner.local-exec.command, equals: x}]',
    ['aws_x has no argument provisioner.local-exec.command in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  require: [{companion: null_resource, link: {x: id}, require: [{property: x, equals: 1}]}]',
    ['null_resource is not a resource type of the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  require: [{companion: aws_y, link: {x: id}, with: {q: 1}, require: [{property: x, equals: 1}]}]',
    ['aws_y has no argument q in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  refuse: [{when: {property: yy, equals: 1}, reason: R}]\n  require: [{property: y, equals: 1}]',
    ['aws_x has no argument yy in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  when: {not: {any: [{some: block, where: {property: zz, exists: true}}]}}\n  require: [{property: y, equals: 1}]',
    ['aws_x has no argument block.zz in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  refuse: [{when: {companion: aws_y, link: {xx: id}, where: {property: q, exists: true}}, reason: R}]\n  require: [{property: y, equals: 1}]',
    [
      'aws_y has no argument xx in the schema at hand.',
      'aws_y has no argument q in the schema at hand.',
    ],
  ],
  [
    '- resource: aws_x\n  refuse: [{when: {used-by: aws_z, in: x}, reason: R}]\n  require: [{property: y, equals: 1}]',
    ['aws_z is not a resource type of the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  require: [{uses: aws_y, through: yy, reason: R, require: [{property: x, equals: 1}]}]',
    ['aws_x has no argument yy in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  require: [{each: block, where: {property: zz, equals: 1}, require: [{property: z, equals: 1}]}]',
    ['aws_x has no argument block.zz in the schema at hand.'],
  ],
  [
    '- resource: aws_x\n  require: [{without: aws_y, link: {xx: id}}]',
    ['aws_y has no argument xx in the schema at hand.'],
  ],
])('says of %j what the schema does not list', (terraform, problems) => {
  const found = schemaProblems(template(terraform), language);
  expect(found.map(({ message }) => message)).toEqual(problems);
});
