import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Caller } from '../../src/entrances/command-line/caller.ts';
import { scan } from '../../src/entrances/command-line/scan.ts';
import { formatted } from '../../src/languages/terraform/format/format.ts';

const root = join(import.meta.dirname, '../../deploy');

/** What the service calls; nothing else may be in its role. */
const NEEDED = [
  'config:DescribeAggregateComplianceByConfigRules',
  'config:DescribeComplianceByConfigRule',
  'config:DescribeConfigRules',
  'config:GetAggregateComplianceDetailsByConfigRule',
  'config:GetComplianceDetailsByConfigRule',
  'config:GetComplianceDetailsByResource',
  'config:SelectAggregateResourceConfig',
  'config:SelectResourceConfig',
  'securityhub:BatchUpdateFindings',
  'securityhub:GetFindings',
  'sqs:DeleteMessage',
  'sqs:ReceiveMessage',
];

function actionsIn(text: string, services: string): string[] {
  const found = text.matchAll(new RegExp(`\\b(?:${services}):(?!ASFF)[A-Z]\\w+`, 'g'));
  return [...new Set([...found].map(([action]) => action))].sort();
}

function terraform(): string {
  const files = readdirSync(join(root, 'terraform')).filter((name) => name.endsWith('.tf'));
  return files.map((name) => readFileSync(join(root, 'terraform', name), 'utf8')).join('\n');
}

const template = readFileSync(join(root, 'cloudformation/sprinkler-findings.yml'), 'utf8');

describe('what is deployed beside the service', () => {
  test('passes our own scan', async () => {
    const printed: string[] = [];
    const complained: string[] = [];
    const caller: Caller = {
      directory: root,
      out: { write: (text) => void printed.push(text), isTerminal: false },
      err: { write: (text) => void complained.push(text), isTerminal: false },
      readStdin: async () => new Uint8Array(),
      environment: {},
    };
    await scan(caller, { repo: root, json: true });
    const rows: { verdict: string }[] = JSON.parse(printed.join(''));
    expect(rows.filter(({ verdict }) => verdict === 'vulnerable')).toEqual([]);
    expect(complained).toEqual([]);
  });

  test('is formatted as terraform fmt does', () => {
    for (const name of readdirSync(join(root, 'terraform'), {
      recursive: true,
      encoding: 'utf8',
    })) {
      if (!/\.(tf|tftest\.hcl)$/.test(name)) continue;
      const text = readFileSync(join(root, 'terraform', name), 'utf8');
      expect(formatted(text)).toBe(text);
    }
  });

  test.each([
    ['Terraform', terraform()],
    ['CloudFormation', template],
  ])('%s grants what the service calls, and no more', (_, text) => {
    const granted = actionsIn(text, 'config|securityhub|sqs').filter(
      (action) => action !== 'sqs:SendMessage',
    );
    expect(granted).toEqual(NEEDED);
  });

  test.each([
    ['Terraform', terraform(), 'sqs_managed_sse_enabled', 'resource "aws_sqs_queue" '],
    ['CloudFormation', template, 'SqsManagedSseEnabled: true', 'Type: AWS::SQS::Queue\n'],
  ])('%s encrypts every queue', (_, text, setting, queue) => {
    expect(text.split(setting).length).toBe(text.split(queue).length);
    expect(text.split(queue).length).toBe(3);
  });

  test('the template allows no stranger anything', () => {
    const document = parse(template, { logLevel: 'silent' });
    const policies = JSON.stringify(document.Resources).match(
      /"Effect":"Allow","Principal":\{[^}]*\}/g,
    );
    expect(policies?.filter((policy) => policy.includes('"*"'))).toEqual([]);
    expect(policies).toHaveLength(4);
  });
});
