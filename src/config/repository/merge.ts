import type { RepositoryDocument } from './schema.ts';

/** `over` on top of `base`: maps are merged key by key, lists and single values of `over` replace. */
export function mergeDocuments(
  base: RepositoryDocument,
  over: RepositoryDocument,
): RepositoryDocument {
  const templates = new Map(Object.entries(base.templates ?? {}));
  for (const [id, settings] of Object.entries(over.templates ?? {})) {
    const below = templates.get(id);
    templates.set(id, {
      ...below,
      ...settings,
      parameters: { ...below?.parameters, ...settings.parameters },
    });
  }
  return {
    ...base,
    ...over,
    limits: { ...base.limits, ...over.limits },
    paths: { ...base.paths, ...over.paths },
    templates: Object.fromEntries(templates),
  };
}
