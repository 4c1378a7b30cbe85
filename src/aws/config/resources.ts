import {
  type ConfigServiceClient,
  SelectAggregateResourceConfigCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts';
import { type Asked, asking } from '../errors.ts';
import { collectPages } from '../pages.ts';

/** A resource as Config names it, within one account and region. */
export interface ConfigResource {
  readonly type: string;
  readonly id: string;
}

const FIELDS =
  'resourceId, resourceType, resourceName, arn, accountId, awsRegion, configurationItemCaptureTime, tags, configuration';
/** An expression has 4,096 characters at most. */
const MAX_LIST = 3_000;
/** Other ids could end the text that they stand in; what they are is not asked. */
const SAFE_ID = /^[\w.:/@+=,-]{1,768}$/;
const SAFE_TYPE = /^AWS::[A-Za-z0-9:]{1,100}$/;

/**
 * Configuration, ARN and tags of resources, as Config's advanced query gives them: `BatchGetResourceConfig`
 * knows no tags. Resources that are not recorded, or whose id cannot be asked for, are left out.
 */
export async function resourceConfigs(
  client: ConfigServiceClient,
  place: {
    readonly aggregator: string | null;
    readonly account: string;
    readonly region: string;
  },
  resources: readonly ConfigResource[],
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  for (const { type, ids } of questions(resources)) {
    const list = ids.map((id) => `'${id}'`).join(', ');
    const where = `resourceType = '${type}' AND resourceId IN (${list}) AND accountId = '${place.account}' AND awsRegion = '${place.region}'`;
    const expression = `SELECT ${FIELDS} WHERE ${where}`;
    found.push(...(await select(client, place.aggregator, expression, signal)));
  }
  return found;
}

/** Ids of one type, as many as fit into one expression. */
function questions(
  resources: readonly ConfigResource[],
): readonly { readonly type: string; readonly ids: readonly string[] }[] {
  const safe = resources.filter(({ type, id }) => SAFE_TYPE.test(type) && SAFE_ID.test(id));
  return [...Map.groupBy(safe, ({ type }) => type)].flatMap(([type, ofType]) => {
    const lists: string[][] = [];
    let length = Number.POSITIVE_INFINITY;
    for (const id of new Set(ofType.map(({ id: each }) => each))) {
      length += id.length + 4;
      if (length > MAX_LIST) {
        lists.push([]);
        length = id.length;
      }
      lists.at(-1)?.push(id);
    }
    return lists.map((ids) => ({ type, ids }));
  });
}

async function select(
  client: ConfigServiceClient,
  aggregator: string | null,
  Expression: string,
  signal: AbortSignal | undefined,
): Promise<readonly JsonObject[]> {
  const send = signal ? { abortSignal: signal } : {};
  const operation = asked(
    aggregator === null ? 'SelectResourceConfig' : 'SelectAggregateResourceConfig',
  );
  const rows = await collectPages(operation, async (NextToken) => {
    const answer = await asking(operation, () =>
      aggregator === null
        ? client.send(new SelectResourceConfigCommand({ Expression, NextToken }), send)
        : client.send(
            new SelectAggregateResourceConfigCommand({
              Expression,
              NextToken,
              ConfigurationAggregatorName: aggregator,
            }),
            send,
          ),
    );
    return { items: answer.Results, token: answer.NextToken };
  });
  return rows.flatMap(objectIn);
}

function objectIn(row: string): JsonObject[] {
  try {
    const value: Json = JSON.parse(row);
    return isJsonObject(value) ? [value] : [];
  } catch {
    return [];
  }
}

function asked(operation: string): Asked {
  return { service: 'Config', operation, permission: `config:${operation}` };
}
