import type { Proof } from '../../model/outcome.ts';
import type { Attempt } from './attempt.ts';

/** Every argument that is written exists in the provider's schema. */
export function schemaKnows({ language, written }: Attempt): Proof {
  const name = 'schema-knows';
  const unknown = written.find(({ type, path }) => language.inSchema(type, path) !== true);
  if (unknown !== undefined) {
    const argument = unknown.path.filter((step) => typeof step === 'string').join('.');
    return {
      name,
      passed: false,
      detail: `${unknown.type} has no argument ${argument} in the schema at hand`,
    };
  }
  return { name, passed: true, detail: 'every argument written exists in the provider schema' };
}
