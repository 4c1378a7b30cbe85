import { describe, expect, it } from 'vitest';
import { database, remedied } from './small-repositories.ts';

const orders = (body: string) =>
  `resource "aws_db_instance" "orders" {\n  identifier = "orders"\n${body}\n}\n`;
const variable = (condition: string, value = 'true') => `variable "it" {
  default = ${value}
  validation {
    condition     = ${condition}
    error_message = "No."
  }
}
`;

describe('a value that the validation of its variable refuses', () => {
  it.each([
    ['is', 'publicly_accessible = var.it', 'RDS.2', 'var.it', 'true'],
    ['has a limit', 'backup_retention_period = var.it', 'RDS.11', 'var.it <= 5', '0'],
    [
      'is one of several',
      'publicly_accessible = var.it',
      'RDS.2',
      'contains([true], var.it)',
      'true',
    ],
  ])('is not written: it %s', async (_, argument, control, condition, value) => {
    const files = { 'main.tf': orders(argument), 'variables.tf': variable(condition, value) };
    const { outcome, reason } = await remedied(files, control, database);
    expect(outcome).toBe('unproven');
    expect(reason).toContain('the validation of variable "it" (variables.tf:3) refuses its value');
  });

  it('is written where the validation lets it pass, or asks for what the code does not tell', async () => {
    for (const condition of ['contains([true, false], var.it)', 'var.it == var.other']) {
      const text = variable(condition) + orders('publicly_accessible = var.it');
      const { outcome, added } = await remedied({ 'main.tf': text }, 'RDS.2', database);
      expect([outcome, added]).toEqual(['fixed', ['default = false']]);
    }
  });
});

describe('a condition of the resource that would no longer hold', () => {
  const lifecycle = (kind: string, condition: string) =>
    `  lifecycle {\n    ${kind} {\n      condition     = ${condition}\n      error_message = "No."\n    }\n  }`;
  it.each([
    ['postcondition', 'self.publicly_accessible', 'unproven'],
    ['precondition', 'var.it', 'unproven'],
    ['postcondition', 'self.address != ""', 'fixed'],
    ['precondition', 'var.it != null', 'fixed'],
  ])('is a reason not to: %s %s: %s', async (kind, condition, expected) => {
    const text = `variable "it" {\n  default = true\n}\n${orders(
      `  publicly_accessible = var.it\n${lifecycle(kind, condition)}`,
    )}`;
    const { outcome, reason } = await remedied({ 'main.tf': text }, 'RDS.2', database);
    expect(outcome).toBe(expected);
    if (expected === 'unproven')
      expect(reason).toContain(`${kind} (main.tf:8) of aws_db_instance.orders does not hold`);
  });

  it('is one in another resource too', async () => {
    const topic = `resource "aws_sns_topic" "it" {\n${lifecycle('precondition', 'var.it')}\n}\n`;
    const text = `variable "it" {\n  default = true\n}\n${topic}${orders('  publicly_accessible = var.it')}`;
    const { reason } = await remedied({ 'main.tf': text }, 'RDS.2', database);
    expect(reason).toContain('of aws_sns_topic.it does not hold after the edit');
  });
});

describe('prevent_destroy', () => {
  it.each([
    ['true', /would fail: .*replaces the resource, which its prevent_destroy \(main\.tf:1\)/],
    ['false', /replaces the resource and its data/],
  ])('= %s is told where a fix replaces the resource', async (value, blocker) => {
    const text = orders(`  lifecycle {\n    prevent_destroy = ${value}\n  }`);
    const { outcome, blockers } = await remedied({ 'main.tf': text }, 'RDS.3', database);
    expect(outcome).toBe('fixed');
    expect(blockers.join()).toMatch(blocker);
  });

  it('is no matter where the resource is updated in place', async () => {
    const text = orders(
      '  publicly_accessible = true\n  lifecycle {\n    prevent_destroy = true\n  }',
    );
    const { outcome, blockers } = await remedied({ 'main.tf': text }, 'RDS.2', database);
    expect([outcome, blockers]).toEqual(['fixed', []]);
  });
});
