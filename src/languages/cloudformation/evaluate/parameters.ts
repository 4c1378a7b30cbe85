import type { Origin, Value } from '../../../model/value.ts';
import type { DeployedParameter, Deployment } from '../deployments/deployment.ts';
import { child, type Node, scalarText } from '../syntax/node.ts';
import type { Scope } from './scope.ts';
import { originOf, unknown } from './values.ts';

const SECRET = /password|secret|token|credential|private.?key|api.?key/i;

/** The value of a parameter: what the known deployments give it, else its default. */
export function parameterValue(name: string, declaration: Node, scope: Scope): Value {
  const type = scalarText(child(declaration, 'Type')) ?? 'String';
  const hidden = scalarText(child(declaration, 'NoEcho')) === 'true' || SECRET.test(name);
  const value = resolve(name, declaration, type, scope);
  return hidden ? { ...value, sensitive: true } : value;
}

function resolve(name: string, declaration: Node, type: string, scope: Scope): Value {
  const via = [scope.label];
  const given = scope.deployments.map((deployment) => ({
    deployment,
    parameter: deployment.parameters.get(name) ?? null,
  }));
  const fallback = child(declaration, 'Default');
  const texts = new Set(
    given.map(({ parameter }) => (parameter === null ? scalarText(fallback) : parameter.text)),
  );
  if (given.some((one) => one.parameter !== null)) {
    const [text = null] = texts;
    if (texts.size > 1) return unknown(`the parameter ${name} differs between deployments`);
    if (text === null) return unknown(`what the parameter ${name} is given is not known`);
    const [only] = given.length === 1 ? given : [];
    const origin =
      only?.parameter == null ? null : fileOrigin(name, only.deployment, only.parameter, via);
    return typed(text, type, origin, name);
  }
  if (fallback?.kind !== 'scalar') return unknown(`the parameter ${name} is given at deployment`);
  if (scope.defaults === 'open' && !isForced(declaration)) {
    return unknown(`the parameter ${name} has only a default, and a stack keeps what it was given`);
  }
  const origin = {
    ...originOf(fallback.range, scope),
    path: scope.template.path,
    layer: 'variable-default' as const,
    label: `default of parameter ${name}`,
    via,
  };
  return typed(fallback.text, type, origin, name);
}

/** A parameter that may only be its default. */
function isForced(declaration: Node): boolean {
  const allowed = child(declaration, 'AllowedValues');
  return allowed?.kind === 'sequence' && allowed.items.length === 1;
}

function fileOrigin(
  name: string,
  deployment: Deployment,
  parameter: DeployedParameter,
  via: readonly string[],
): Origin | null {
  if (parameter.range === null) return null;
  return {
    path: deployment.path,
    range: parameter.range,
    layer: 'parameter-file',
    label: `parameter ${name} in ${deployment.label}`,
    via,
  };
}

function typed(text: string, type: string, origin: Origin | null, name: string): Value {
  if (type.startsWith('AWS::SSM::Parameter::Value')) {
    return { ...unknown(`the parameter ${name} names an SSM parameter`), origin };
  }
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) {
    const items = text.split(',').map((item) => ({
      kind: 'string' as const,
      value: item.trim(),
      origin: null,
    }));
    return { kind: 'list', items: text.trim() === '' ? [] : items, origin };
  }
  const number = Number(text);
  return type === 'Number' && text.trim() !== '' && Number.isFinite(number)
    ? { kind: 'number', value: number, origin }
    : { kind: 'string', value: text, origin };
}
