import type { Value } from '../../../model/value.ts';
import type { Content } from '../evaluate/blocks.ts';
import type { Scope } from '../evaluate/scope.ts';
import { unknownValue } from '../evaluate/values.ts';

export function policyDocument(_content: Content, _scope: Scope): Value {
  return unknownValue('not yet', null);
}
