import { createHash } from 'node:crypto';
import { resolvePath } from '../../modules/paths.ts';
import { stringValue, unknownValue } from '../values.ts';
import { define, type FunctionGroup, type TerraformFunction } from './function.ts';

/** Hashes, of strings and of files of the checkout. Names of resources are made of them. */
export const hashFunctions: FunctionGroup = {
  md5: hash('md5', 'hex'),
  sha1: hash('sha1', 'hex'),
  sha256: hash('sha256', 'hex'),
  sha512: hash('sha512', 'hex'),
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  filemd5: fileHash('md5', 'hex'),
  filesha1: fileHash('sha1', 'hex'),
  filesha256: fileHash('sha256', 'hex'),
  filesha512: fileHash('sha512', 'hex'),
  filebase64sha256: fileHash('sha256', 'base64'),
  filebase64sha512: fileHash('sha512', 'base64'),
};

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

function digest(algorithm: Algorithm, encoding: 'hex' | 'base64', text: string): string {
  return createHash(algorithm).update(text, 'utf8').digest(encoding);
}

function hash(algorithm: Algorithm, encoding: 'hex' | 'base64'): TerraformFunction {
  return define(['string'], (call, text) =>
    stringValue(digest(algorithm, encoding, text), call.origin),
  );
}

function fileHash(algorithm: Algorithm, encoding: 'hex' | 'base64'): TerraformFunction {
  return define(['string'], (call, path) => {
    const { surroundings } = call.scope;
    const resolved = resolvePath(surroundings.workingDirectory, path);
    const text = resolved === null ? null : surroundings.read(resolved);
    return text === null
      ? unknownValue(`the file "${path}" cannot be read in the checkout`, call.origin)
      : stringValue(digest(algorithm, encoding, text), call.origin);
  });
}
