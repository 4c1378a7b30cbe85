import type {
  Body,
  ConfigFile,
  Expression,
  TemplateExpression,
  TemplatePart,
} from '../../../../src/languages/terraform/syntax/ast.ts';

/**
 * Our tree in the shape in which hcl2json prints its own, so that the two can be compared.
 * The shape: https://github.com/tmccombs/hcl2json/blob/main/convert/convert.go. What JSON has no form
 * for is source text in `${}`; labels are nested objects; blocks are always in a list.
 */
export function toHcl2Json(file: ConfigFile): unknown {
  return bodyToJson(file.text, file.body);
}

type Shape = { [key: string]: unknown };

function bodyToJson(text: string, body: Body): Shape {
  const out: Shape = Object.create(null);
  for (const item of body.items) {
    if (item.kind !== 'block') continue;
    let place = out;
    let key = item.type;
    for (const label of item.labels) {
      const inner = (place[key] ?? Object.create(null)) as Shape;
      if (Array.isArray(inner)) throw new Error('labelled beside unlabelled');
      place[key] = inner;
      place = inner;
      key = label.text;
    }
    const present = place[key] ?? [];
    if (!Array.isArray(present)) throw new Error('unlabelled beside labelled');
    place[key] = [...present, bodyToJson(text, item.body)];
  }
  for (const item of body.items)
    if (item.kind === 'attribute') out[item.name] = expressionToJson(text, item.value);
  return out;
}

function expressionToJson(text: string, expression: Expression): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'unary':
      if (expression.operand.kind !== 'literal') return wrapped(text, expression);
      return expression.operator === '!'
        ? !expression.operand.value
        : -Number(expression.operand.value);
    case 'template': {
      const inner = onlyInterpolation(expression);
      return inner ? expressionToJson(text, inner) : partsToText(text, expression.parts);
    }
    case 'tuple':
      return expression.items.map((item) => expressionToJson(text, item));
    case 'object': {
      const out: Shape = Object.create(null);
      for (const { key, value } of expression.entries)
        out[keyToText(text, key)] = expressionToJson(text, value);
      return out;
    }
    default:
      return wrapped(text, expression);
  }
}

function keyToText(text: string, key: Expression): string {
  return key.kind === 'variable' || key.kind === 'attribute-access'
    ? source(text, key)
    : interpolated(text, key);
}

function partsToText(text: string, parts: readonly TemplatePart[]): string {
  return parts.map((part) => partToText(text, part)).join('');
}

function partToText(text: string, part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.value.replace(/[$%](?=\{)/g, '$&$&');
    case 'interpolation':
      return interpolated(text, part.expression);
    case 'if':
      return ifToText(
        source(text, part.condition),
        partsToText(text, part.then),
        partsToText(text, part.otherwise),
      );
    case 'for': {
      const names = part.keyName === null ? part.valueName : `${part.keyName}, ${part.valueName}`;
      return `%{for ${names} in ${source(text, part.collection)}}${partsToText(text, part.parts)}%{endfor}`;
    }
  }
}

function interpolated(text: string, expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return String(expression.value);
    case 'template': {
      const inner = onlyInterpolation(expression);
      return inner ? interpolated(text, inner) : partsToText(text, expression.parts);
    }
    case 'conditional':
      return ifToText(
        source(text, expression.condition),
        interpolated(text, expression.then),
        interpolated(text, expression.otherwise),
      );
    default:
      return wrapped(text, expression);
  }
}

function ifToText(condition: string, whenTrue: string, whenFalse: string): string {
  return `%{if ${condition}}${whenTrue}${whenFalse === '' ? '' : `%{else}${whenFalse}`}%{endif}`;
}

function onlyInterpolation({ parts }: TemplateExpression): Expression | null {
  const [first] = parts;
  return parts.length === 1 && first?.kind === 'interpolation' ? first.expression : null;
}

function wrapped(text: string, expression: Expression): string {
  return `\${${source(text, expression)}}`;
}

function source(text: string, { range }: Expression): string {
  return text.slice(range.start, range.end);
}
