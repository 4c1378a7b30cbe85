import {
  type AwsSecurityFinding,
  GetFindingsCommand,
  type GetFindingsCommandInput,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type Asked, asking, oddAnswer } from '../errors.ts';
import { type FindingsQuery, filtersOf } from './query.ts';

/** Some findings, and up to which `UpdatedAt` everything was read once they are stored. */
export interface FindingsPage {
  readonly findings: readonly AwsSecurityFinding[];
  /** Null while that is not known, because Security Hub did not give them in order. */
  readonly reached: Date | null;
}

export interface ReadOptions {
  /** Read what was updated since then; null: everything. */
  readonly since: Date | null;
  /** The time now: nothing is ever said to be read beyond it. */
  readonly now: Date;
  readonly signal?: AbortSignal;
}

const ASKED: Asked = {
  service: 'Security Hub',
  operation: 'GetFindings',
  permission: 'securityhub:GetFindings',
};
const PAGE = 100;
/** Whether `Start` includes its own time, and how finely it is compared, is not documented. */
const GRAIN = 1_000;
const DAY = 86_400_000;

/**
 * Reads findings in the order of their `UpdatedAt`. A finding that is updated meanwhile leaves its place,
 * and pages counted by position would then skip one. So each question begins anew at the time that
 * the last one reached, and `NextToken` only leads through findings of the same second. Where the order is
 * not kept, the pages are followed to their end.
 */
export async function* readFindings(
  client: SecurityHubClient,
  query: FindingsQuery,
  { since, now, signal }: ReadOptions,
): AsyncGenerator<FindingsPage> {
  const end = new Date(now.getTime() + DAY);
  let from = since;
  let answer: Answer;
  let order: Order;
  do {
    const start = from;
    order = { ordered: true, last: start };
    const seen = new Set<string>();
    let token: string | undefined;
    do {
      answer = await ask(client, query, { start, end, token, signal });
      if (answer.token !== undefined && seen.has(answer.token))
        throw oddAnswer(ASKED, 'a page leads back to itself');
      token = answer.token;
      if (token !== undefined) seen.add(token);
      order = follow(order, answer.findings);
      yield { findings: answer.findings, reached: reachedBy(order, now) };
    } while (token !== undefined && !hasMoved(start, order, now));
    if (order.last !== null) from = new Date(order.last.getTime() - GRAIN);
  } while (answer.token !== undefined);
  // Whatever the order was, all of it has been read now.
  if (!order.ordered) yield { findings: [], reached: now };
}

interface Answer {
  readonly findings: readonly AwsSecurityFinding[];
  readonly token: string | undefined;
}

interface Order {
  readonly ordered: boolean;
  readonly last: Date | null;
}

async function ask(
  client: SecurityHubClient,
  query: FindingsQuery,
  at: {
    readonly start: Date | null;
    readonly end: Date;
    readonly token: string | undefined;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Answer> {
  const input: GetFindingsCommandInput = {
    Filters: filtersOf(query, at.start, at.end),
    SortCriteria: [{ Field: 'UpdatedAt', SortOrder: 'asc' }],
    MaxResults: PAGE,
    NextToken: at.token,
  };
  const answer = await asking(ASKED, () =>
    client.send(new GetFindingsCommand(input), at.signal ? { abortSignal: at.signal } : {}),
  );
  if (!Array.isArray(answer.Findings)) throw oddAnswer(ASKED, 'it has no list of findings');
  return { findings: answer.Findings, token: answer.NextToken || undefined };
}

function follow(order: Order, findings: readonly AwsSecurityFinding[]): Order {
  let { ordered, last } = order;
  for (const { UpdatedAt } of findings) {
    const at = new Date(UpdatedAt ?? '');
    if (last === null || at > last) last = Number.isNaN(at.getTime()) ? last : at;
    else if (!(last.getTime() - at.getTime() <= GRAIN)) ordered = false;
  }
  return { ordered, last };
}

/** Whether a new question may begin at the time that was reached. */
function hasMoved(start: Date | null, { ordered, last }: Order, now: Date): boolean {
  if (!ordered || last === null || last >= now) return false;
  return start === null || last.getTime() - start.getTime() > 2 * GRAIN;
}

/** A provider may write any time into `UpdatedAt`, also one that has not come yet. */
function reachedBy({ ordered, last }: Order, now: Date): Date | null {
  if (!ordered || last === null) return null;
  return last < now ? last : now;
}
