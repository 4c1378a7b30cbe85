import picomatch from 'picomatch';
import type { Value } from '../../../../model/value.ts';
import { resolvePath } from '../../modules/paths.ts';
import { parseExpression } from '../../syntax/expressions.ts';
import { Parser } from '../../syntax/parser.ts';
import { attempt } from '../../syntax/problems.ts';
import { parseBareTemplate } from '../../syntax/templates.ts';
import { asDocument, asFileDocument } from '../json-document.ts';
import { evaluateParts } from '../template.ts';
import { booleanValue, failedValue, listValue, stringValue, unknownValue } from '../values.ts';
import { type Call, define, type FunctionGroup } from './function.ts';

/** Functions over files, as far as these are part of the checkout. */
export const fileFunctions: FunctionGroup = {
  file: define(['string'], (call, path) => {
    const text = textOf(call, path);
    const resolved = resolvePath(call.scope.surroundings.workingDirectory, path);
    if (text === null || resolved === null) return unreadable(call, path);
    const value = stringValue(text, call.origin);
    return asFileDocument(value, resolved, call.origin, call.scope);
  }),
  filebase64: define(['string'], (call, path) => {
    const text = textOf(call, path);
    if (text === null) return unreadable(call, path);
    return stringValue(Buffer.from(text, 'utf8').toString('base64'), call.origin);
  }),
  fileexists: define(['string'], (call, path) =>
    textOf(call, path) === null ? unreadable(call, path) : booleanValue(true, call.origin),
  ),
  templatefile: define(['string', 'map'], (call, path, variables) => {
    const text = textOf(call, path);
    if (text === null) return unreadable(call, path);
    const template = attempt(text, () => parseBareTemplate(new Parser(text, parseExpression)));
    if (!template.ok) {
      return failedValue(
        `the template "${path}" has an error: ${template.error.message}`,
        call.origin,
      );
    }
    // A template sees its own variables and nothing else of the module.
    const scope = { ...call.scope, bound: variables.entries };
    return asDocument(evaluateParts(template.value.parts, scope).value(call.origin), call.scope);
  }),
  fileset: define(['string', 'string'], (call, path, pattern) => {
    const { surroundings } = call.scope;
    const directory = resolvePath(surroundings.workingDirectory, path);
    if (directory === null || !isPlainPattern(pattern)) return unreadable(call, path);
    const inside = directory === '' ? '' : `${directory}/`;
    const matches = picomatch(pattern, { dot: true, noextglob: true });
    const found = surroundings
      .paths()
      .filter((candidate) => candidate.startsWith(inside))
      .map((candidate) => candidate.slice(inside.length))
      .filter((candidate) => matches(candidate));
    return listValue(
      found.map((name) => stringValue(name, call.origin)),
      call.origin,
    );
  }),
  basename: define(['string'], (call, path) =>
    stringValue(path.replace(/\/+$/, '').split('/').at(-1) ?? '', call.origin),
  ),
  dirname: define(['string'], (call, path) => {
    const end = path.lastIndexOf('/');
    return stringValue(end < 0 ? '.' : path.slice(0, end) || '/', call.origin);
  }),
};

/** A pattern that is matched in little time: with few stars, as people write them. */
function isPlainPattern(pattern: string): boolean {
  return pattern !== '' && pattern.length <= 200 && pattern.split('*').length <= 5;
}

function textOf(call: Call, path: string): string | null {
  const { surroundings } = call.scope;
  const resolved = resolvePath(surroundings.workingDirectory, path);
  return resolved === null ? null : surroundings.read(resolved);
}

/** Not an error: a file may be made before Terraform runs. */
function unreadable(call: Call, path: string): Value {
  return unknownValue(`the file "${path}" cannot be read in the checkout`, call.origin);
}
