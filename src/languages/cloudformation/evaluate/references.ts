import type { Value } from '../../../model/value.ts';
import type { Deployment } from '../deployments/deployment.ts';
import { physicalNameOf } from '../resources/physical-names.ts';
import { child, type Node, scalarText } from '../syntax/node.ts';
import { parameterValue } from './parameters.ts';
import { type Evaluate, entering, type Scope } from './scope.ts';
import { textOf, unknown } from './values.ts';

/** `Ref`: a parameter, a pseudo parameter, or a resource's id. */
export function ref(argument: Node, scope: Scope, evaluate: Evaluate): Value | undefined {
  return named(scalarText(argument) ?? '', scope, evaluate);
}

/** `Fn::GetAtt`: `Resource.Attribute` or `[Resource, Attribute]`. Known only after deployment. */
export function getAtt(argument: Node, scope: Scope): Value {
  const parts =
    argument.kind === 'sequence'
      ? argument.items.map((item) => scalarText(item.value) ?? '')
      : (scalarText(argument) ?? '').split('.');
  const [address = '', ...attribute] = parts;
  return attributeValue(address, attribute.join('.'), scope);
}

/** What a name in `Ref` or between `${` and `}` stands for; undefined for `AWS::NoValue`. */
export function named(name: string, scope: Scope, evaluate: Evaluate): Value | undefined {
  if (name === 'AWS::NoValue') return undefined;
  if (name.startsWith('AWS::')) return pseudoParameter(name, scope);
  const declaration = scope.template.parameters.get(name);
  if (declaration !== undefined) return parameterValue(name, declaration, scope);
  const dot = name.indexOf('.');
  if (dot > 0) return attributeValue(name.slice(0, dot), name.slice(dot + 1), scope);
  return resourceId(name, scope, evaluate);
}

function attributeValue(address: string, attribute: string, scope: Scope): Value {
  if (!scope.template.resources.has(address)) return unknown(`there is no resource ${address}`);
  return unknown(`${address}.${attribute} is known after deployment`, { address, attribute });
}

/** `Ref` gives many types' physical name: known when the template says it. */
function resourceId(address: string, scope: Scope, evaluate: Evaluate): Value {
  const resource = scope.template.resources.get(address);
  if (resource === undefined) return unknown(`there is no parameter or resource ${address}`);
  const reference = { address, attribute: 'id' };
  const inner = scope.budget.calls-- <= 0 ? null : entering(scope, `resource ${address}`);
  const naming = physicalNameOf(resource.type);
  const node = naming?.isRef === true ? child(resource.properties, naming.property) : null;
  const name = node === null || inner === null ? null : textOf(evaluate(node, inner));
  if (name !== null) return { kind: 'string', value: name, origin: null, reference };
  return unknown(`the id of ${address} is known after deployment`, reference);
}

function pseudoParameter(name: string, scope: Scope): Value {
  const { account, region, partition } = scope.context;
  const known = new Map<string, string | null>([
    ['AWS::AccountId', account],
    ['AWS::Region', region ?? shared(scope, (deployment) => deployment.region)],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', suffixOf(partition)],
    ['AWS::StackName', shared(scope, (deployment) => deployment.stackName)],
  ]).get(name);
  if (known == null) return unknown(`${name} is known at deployment`);
  return { kind: 'string', value: known, origin: null };
}

function suffixOf(partition: string | null): string | null {
  if (partition === null) return null;
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/** What all known deployments agree in. */
function shared(scope: Scope, fact: (deployment: Deployment) => string | null): string | null {
  const facts = new Set(scope.deployments.map(fact));
  const [only = null] = facts;
  return facts.size === 1 ? only : null;
}
