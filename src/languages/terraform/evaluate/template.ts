import type { Value } from '../../../model/value.ts';
import type { TemplateExpression, TemplateFor, TemplateIf, TemplatePart } from '../syntax/ast.ts';
import { toBooleanValue, toStringValue } from './convert.ts';
import { iterationsOf } from './for.ts';
import { asTemplateDocument } from './json-document.ts';
import { bind, evaluate, originAt, type Scope } from './scope.ts';
import { Text } from './text.ts';

/** `"${x}"` alone is `x` itself; everything else is a string, or a pattern when parts are not known. */
export function evaluateTemplate(expression: TemplateExpression, scope: Scope): Value {
  const [only, second] = expression.parts;
  if (only?.kind === 'interpolation' && second === undefined && expression.form === 'quoted') {
    return evaluate(only.expression, scope);
  }
  const text = evaluateParts(expression.parts, scope).value(originAt(scope, expression.range));
  return asTemplateDocument(text, expression, scope);
}

/** A template that is a whole file (`templatefile`) or a string in JSON. */
export function evaluateParts(parts: readonly TemplatePart[], scope: Scope): Text {
  const text = new Text(scope.surroundings.budget);
  for (const part of parts) addPart(part, scope, text);
  return text;
}

function addPart(part: TemplatePart, scope: Scope, text: Text): void {
  if (part.kind === 'text') text.add(part.value);
  else if (part.kind === 'interpolation') {
    text.addValue(toStringValue(evaluate(part.expression, scope)));
  } else if (part.kind === 'if') addIf(part, scope, text);
  else addFor(part, scope, text);
}

function addIf(part: TemplateIf, scope: Scope, text: Text): void {
  const condition = toBooleanValue(evaluate(part.condition, scope));
  if (condition.kind !== 'boolean') text.addValue(condition);
  else text.addText(evaluateParts(condition.value ? part.then : part.otherwise, scope));
}

function addFor(part: TemplateFor, scope: Scope, text: Text): void {
  const iterations = iterationsOf(evaluate(part.collection, scope));
  for (const { key, value } of iterations.items) {
    if (!scope.surroundings.budget.spend(1)) {
      text.addHole('the template is too large');
      return;
    }
    const names: [string, Value][] = [[part.valueName, value]];
    if (part.keyName !== null) names.push([part.keyName, key]);
    text.addText(evaluateParts(part.parts, bind(scope, names)));
  }
  if (iterations.unknown !== null) text.addValue(iterations.unknown);
}
