const secret =
  /(^|_)(password|passphrase|secret|secret_string|secret_key|token|private_key|credentials)$/i;

/** Whether an argument or variable of that name holds a secret, which is never printed. */
export function isSecretName(name: string): boolean {
  return secret.test(name);
}
