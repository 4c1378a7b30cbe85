export { type AssessedFault, type Assessment, assess, concerns } from './assess.ts';
export { schemaProblems } from './check-schema.ts';
export {
  type LoadedTemplates,
  loadTemplates,
  type TemplateProblem,
  type TemplateText,
} from './load.ts';
export { templatesFor } from './match.ts';
export { ownTemplates } from './own-templates.ts';
export { type ParameterDeclaration, type Parameters, resolveParameters } from './parameters.ts';
export { type FixPlan, planFix, planMissing } from './plan.ts';
export { templateJsonSchema, templateReference } from './reference.ts';
export { ResourceIndex } from './resource-index.ts';
export type { Refusal, Subject } from './scope.ts';
export { resourceTypes, type Template, typesRead } from './template.ts';
export type { Write } from './writes.ts';
