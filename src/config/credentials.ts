import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../foundation/errors.ts';
import type { Variables } from './variables.ts';

/** What the app proves itself to GitHub with, and GitHub to the app. */
export interface GitHubCredentials {
  readonly appId: number;
  /** PEM. Secret. */
  readonly privateKey: string;
  /** Secret. */
  readonly webhookSecret: string;
}

/** The variables of the GitHub App. */
export const CREDENTIAL_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['APP_ID', "The app's id, a number."],
  ['PRIVATE_KEY', "The app's private key (PEM); `\\n` may stand for the line ends."],
  ['PRIVATE_KEY_PATH', 'The file that holds the private key, instead of `PRIVATE_KEY`.'],
  ['WEBHOOK_SECRET', 'The secret that GitHub signs its deliveries with.'],
]);

/**
 * The credentials; null when none of the variables is set. Fails with a UserError that names the one
 * that is missing or malformed.
 */
export function readCredentials(variables: Variables): GitHubCredentials | null {
  if (![...CREDENTIAL_VARIABLES.keys()].some((name) => variables.has(name))) return null;
  const appId = required(variables, 'APP_ID', "the app's id from its settings page");
  if (!/^[1-9]\d{0,14}$/.test(appId)) {
    throw new UserError("APP_ID must be a number: the app's id from its settings page.");
  }
  return {
    appId: Number(appId),
    privateKey: privateKey(variables),
    webhookSecret: required(variables, 'WEBHOOK_SECRET', 'the secret of its webhook'),
  };
}

function required(variables: Variables, name: string, what: string): string {
  const value = variables.get(name);
  if (value !== undefined) return value.trim();
  throw new UserError(`${name} is not set: give ${what}, or no GitHub variable at all for setup.`);
}

function privateKey(variables: Variables): string {
  const path = variables.get('PRIVATE_KEY_PATH');
  const inline = variables.get('PRIVATE_KEY');
  if (inline !== undefined) return checkedKey('PRIVATE_KEY', inline.replaceAll('\\n', '\n'));
  if (path !== undefined) return checkedKey('PRIVATE_KEY_PATH', keyFile(path));
  return required(variables, 'PRIVATE_KEY', "the app's private key (PEM), or PRIVATE_KEY_PATH");
}

function keyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new UserError(`PRIVATE_KEY_PATH: cannot read the file: ${messageOf(thrown)}`);
  }
}

function checkedKey(name: string, pem: string): string {
  const trimmed = `${pem.trim()}\n`;
  try {
    if (createPrivateKey(trimmed).asymmetricKeyType === 'rsa') return trimmed;
  } catch {
    // The reason could quote the key.
  }
  throw new UserError(
    `${name} must hold an RSA private key in PEM form (-----BEGIN RSA PRIVATE KEY-----), as GitHub gave it.`,
  );
}
