/**
 * Ids that AWS makes up when a resource is created: code cannot contain them, so they say nothing about a name.
 * EC2's are a short type prefix and 8 or 17 hexadecimal digits; KMS keys are UUIDs; RDS resource ids are `db-…`.
 */
const generated = [
  /^[a-z]{1,10}(-[a-z]{1,10}){0,2}-[0-9a-f]{8}([0-9a-f]{9})?$/,
  /^(mrk-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  /^(db|cluster)-[A-Z0-9]{26}$/,
  /^\d{12}$/,
];

/** The names of a resource that a person or their code may have chosen. */
export function chosenNames(names: readonly string[]): readonly string[] {
  return names.filter(
    (name) =>
      name !== '' && !name.startsWith('arn:') && !generated.some((pattern) => pattern.test(name)),
  );
}
