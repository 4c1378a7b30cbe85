import type { Language } from '../../model/language.ts';
import { CloudFormationCode } from './code.ts';
import { complaintAbout } from './grammar.ts';
import { mayBeTemplate } from './paths.ts';
import { typesFor } from './resources/cloud-types.ts';
import { inSchema } from './schema/schema.ts';
import { updateBehaviour } from './schema/update-behaviour.ts';

/** CloudFormation and AWS SAM templates, in YAML and JSON. */
export const cloudformation: Language = {
  id: 'cloudformation',
  claims: (path) => mayBeTemplate(path) || /(^|\/)samconfig\.toml$/.test(path),
  typesFor,
  open: (tree, stacks) => new CloudFormationCode(tree, stacks),
  grammarComplaint: async (path, text) => complaintAbout(path, text),
  inSchema,
  updateBehaviour,
};
