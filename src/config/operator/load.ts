import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../../foundation/errors.ts';
import type { AwsAccess } from '../../model/aws-access.ts';
import { type Owner, ownerOf } from '../../model/owner.ts';
import { describeProblem } from '../problem.ts';
import type { Variables } from '../variables.ts';
import { readYaml } from '../yaml-document.ts';
import type { FindingSource, OperatorConfig, OperatorOwner } from './config.ts';
import { type OperatorDocument, operatorDocument } from './schema.ts';

const MAX_LENGTH = 1024 * 1024;

/**
 * The operator's configuration: the file at `SPRINKLER_OPERATOR_CONFIG`, or one owner from
 * `SPRINKLER_OWNER` and `FINDINGS_TOKEN`. Fails with a UserError that names the variable.
 */
export function loadOperatorConfig(variables: Variables): OperatorConfig {
  const path = variables.get('SPRINKLER_OPERATOR_CONFIG');
  const config = path === undefined ? singleOwner(variables) : fromFile(path, variables);
  refuseShared(config);
  return config;
}

function singleOwner(variables: Variables): OperatorConfig {
  const login = variables.get('SPRINKLER_OWNER');
  const token = variables.get('FINDINGS_TOKEN');
  if (login === undefined) {
    if (token === undefined) return { owners: new Map() };
    throw new UserError(
      'FINDINGS_TOKEN is set but SPRINKLER_OWNER is not: name the GitHub owner that the token belongs to.',
    );
  }
  const owner = ownerOf(login);
  const findingsTokens = (token ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return {
    owners: new Map([[owner, { owner, accounts: null, findingsTokens, sources: [], state: [] }]]),
  };
}

function fromFile(path: string, variables: Variables): OperatorConfig {
  for (const other of ['SPRINKLER_OWNER', 'FINDINGS_TOKEN']) {
    if (variables.has(other)) {
      throw new UserError(
        `${other} and SPRINKLER_OPERATOR_CONFIG are both set: the file says who is served; leave ${other} out.`,
      );
    }
  }
  const read = readYaml(textOf(path), path, operatorDocument, MAX_LENGTH);
  if (!read.ok) {
    const problems = read.error.map(describeProblem).join(' ');
    throw new UserError(`SPRINKLER_OPERATOR_CONFIG: ${problems}`);
  }
  const owners = new Map<Owner, OperatorOwner>();
  for (const [login, entry] of Object.entries(read.value.owners)) {
    const owner = ownerOf(login);
    if (owners.has(owner)) {
      throw new UserError(`SPRINKLER_OPERATOR_CONFIG: ${path}: the owner "${login}" stands twice.`);
    }
    owners.set(owner, ownerFrom(owner, entry, variables));
  }
  return { owners };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new UserError(`SPRINKLER_OPERATOR_CONFIG: cannot read the file: ${messageOf(thrown)}`);
  }
}

function ownerFrom(
  owner: Owner,
  entry: OperatorDocument['owners'][string],
  variables: Variables,
): OperatorOwner {
  return {
    owner,
    accounts: new Set(entry.accounts),
    findingsTokens: (entry['findings-tokens'] ?? []).map((name) => {
      const token = variables.get(name);
      if (token === undefined) {
        throw new UserError(
          `${name} is not set: the operator configuration names it as a findings token of "${owner}".`,
        );
      }
      return token;
    }),
    sources: (entry.sources ?? []).map(sourceFrom),
    state: (entry.state ?? []).map((location) => ({
      kind: 'state',
      bucket: location.bucket,
      prefix: location.prefix ?? '',
      ...accessFrom(location),
    })),
    ...(entry['weekly-issue'] === undefined ? {} : { weeklyIssue: entry['weekly-issue'] }),
    ...(entry['unmanaged-issues'] === undefined
      ? {}
      : { unmanagedIssues: entry['unmanaged-issues'] }),
  };
}

function sourceFrom(
  source: NonNullable<OperatorDocument['owners'][string]['sources']>[number],
): FindingSource {
  const access = accessFrom(source);
  switch (source.kind) {
    case 'config':
      return { kind: source.kind, ...access, aggregator: source.aggregator ?? null };
    case 'sqs':
      return { kind: source.kind, ...access, queueUrl: source['queue-url'] };
    case 'security-hub':
      return {
        kind: source.kind,
        ...access,
        products: source.products ?? [],
        severities: (source.severities ?? []).map((severity) => SEVERITIES[severity]),
        writeBack: source['write-back'] ?? false,
      };
  }
}

const SEVERITIES = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  informational: 'INFORMATIONAL',
} as const;

function accessFrom(entry: {
  readonly region: string;
  readonly 'role-arn'?: string | undefined;
  readonly 'external-id'?: string | undefined;
}): AwsAccess {
  return {
    region: entry.region,
    roleArn: entry['role-arn'] ?? null,
    externalId: entry['external-id'] ?? null,
  };
}

/** An account or a token of two owners would be a hole in the wall between them. */
function refuseShared(config: OperatorConfig): void {
  const accounts = new Map<string, Owner>();
  const tokens = new Map<string, Owner>();
  for (const { owner, ...entry } of config.owners.values()) {
    for (const account of entry.accounts ?? []) {
      const other = accounts.get(account);
      if (other !== undefined) {
        throw new UserError(
          `SPRINKLER_OPERATOR_CONFIG: the account ${account} is listed for "${other}" and for "${owner}"; it can belong to one.`,
        );
      }
      accounts.set(account, owner);
    }
    for (const token of entry.findingsTokens) {
      const other = tokens.get(token);
      if (other !== undefined && other !== owner) {
        throw new UserError(
          `SPRINKLER_OPERATOR_CONFIG: "${other}" and "${owner}" have the same findings token; each needs its own.`,
        );
      }
      tokens.set(token, owner);
    }
  }
}
