import { expect, it } from 'vitest';
import { schemaProblems } from '../../../src/pipeline/fix/index.ts';
import { template } from './fake-code.ts';

const schema = new Map([
  ['aws_x', ['y', 'block.z']],
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
])('says of %j what the schema does not list', (terraform, problems) => {
  const found = schemaProblems(template(terraform), language);
  expect(found.map(({ message }) => message)).toEqual(problems);
});
