import { isJsonObject, type JsonObject } from '../../foundation/json.ts';
import { shown } from './words.ts';

/** Something that is known to be no finding of ours. */
export interface Notice {
  readonly source: string;
  readonly reason: string;
}

/**
 * Tells messages that services send about themselves, events without findings, and findings of other
 * clouds; null for anything else. `carries` says whether an event's detail holds findings.
 */
export function noticeOf(
  object: JsonObject,
  carries: (detail: JsonObject) => boolean,
): Notice | null {
  if (object.Type === 'SubscriptionConfirmation' || object.Type === 'UnsubscribeConfirmation') {
    return {
      source: 'sns',
      reason: 'a message about a subscription, which is never confirmed here.',
    };
  }
  if (typeof object.eventVersion === 'string' && typeof object.eventName === 'string') {
    return {
      source: 'cloudtrail',
      reason: 'a record of an API call is no check of configuration.',
    };
  }
  return otherCloud(object) ?? eventWithout(object, carries);
}

function otherCloud({ name, type }: JsonObject): Notice | null {
  if (
    typeof name === 'string' &&
    /^(organizations|folders|projects)\/[^/]+\/sources\//.test(name)
  ) {
    return { source: 'google-cloud', reason: 'a finding of Google Cloud; only AWS is worked on.' };
  }
  if (typeof type === 'string' && /^microsoft\.security\//i.test(type)) {
    return { source: 'azure', reason: 'an assessment of Azure; only AWS is worked on.' };
  }
  return null;
}

/** An event of EventBridge whose detail holds no finding. */
function eventWithout(object: JsonObject, carries: (detail: JsonObject) => boolean): Notice | null {
  const { detail, source, 'detail-type': kind } = object;
  if (typeof kind !== 'string') return null;
  if (isJsonObject(detail) && carries(detail)) return null;
  return {
    source: typeof source === 'string' ? shown(source) : 'eventbridge',
    reason: `the event "${shown(kind)}" carries no check of configuration.`,
  };
}
