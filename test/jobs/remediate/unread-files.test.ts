import { expect, it } from 'vitest';
import { database, remedied } from './small-repositories.ts';

it.each([
  ['main.tf', 'resource "aws_db_instance" "orders" {\n  identifier = "orders\n}\n', 'main.tf:2'],
  [
    'orders.yml',
    'Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MultiAZ: true\n      MultiAZ: false\n',
    'orders.yml:6',
  ],
])('a finding that may be about the broken %s says so', async (path, text, place) => {
  const { outcome, reason } = await remedied({ [path]: text }, 'RDS.2', database);
  expect(outcome).toBe('not-located');
  expect(reason).toContain(`but not all of the code could be read (${place}: `);
});
