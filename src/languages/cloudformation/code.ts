import { failed } from '../../foundation/result.ts';
import type { ConfiguredStack } from '../../model/configured-stack.ts';
import type { Code, EvaluationContext, ResourceQuery } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { SourceProblem, SourceTree } from '../../model/source.ts';
import { type Deployments, deploymentsIn } from './deployments/index.ts';
import { editTemplates } from './edit/edit.ts';
import { mayBeTemplate } from './paths.ts';
import { resourcesOf } from './resources/list.ts';
import { readDocument } from './syntax/document.ts';
import { placeAt } from './syntax/lines.ts';
import { looksLikeTemplate, type Template, templateOf } from './template.ts';

/** A file's text, and what it was read as. */
interface ReadFile {
  readonly text: string;
  readonly template: Template | null;
  readonly problem: SourceProblem | null;
}

/** A context of which nothing is known, so that every deployment fits it. */
const anywhere: EvaluationContext = { account: null, region: null, partition: null };

/** The templates of a checkout. Files are read when their text names a type that is asked for, and kept. */
export class CloudFormationCode implements Code {
  readonly tree: SourceTree;
  private readonly files: Map<string, ReadFile>;
  private readonly asked = new Set<string>();
  private readonly stacks: readonly ConfiguredStack[];
  private readonly deployments: Deployments;

  constructor(
    tree: SourceTree,
    stacks: readonly ConfiguredStack[] = [],
    files: ReadonlyMap<string, ReadFile> = new Map(),
  ) {
    this.tree = tree;
    this.stacks = stacks;
    this.files = new Map(files);
    this.deployments = deploymentsIn(tree, stacks);
  }

  resources({ types, context }: ResourceQuery): readonly ResourceInCode[] {
    const wanted = new Set(types);
    return this.tree
      .paths()
      .filter(mayBeTemplate)
      .flatMap((path) => {
        const template = this.templateAt(path, types);
        if (template === null) return [];
        return resourcesOf(template, wanted, this.deployments.of(template, context), context);
      });
  }

  rootResources(root: string, context: EvaluationContext): readonly ResourceInCode[] {
    const template = this.templateAt(root, null);
    if (template === null) return [];
    return resourcesOf(template, null, this.deployments.of(template, context), context);
  }

  /** A template is its own root; a file with parameters takes part in the templates that it deploys. */
  rootsOf(path: string): readonly string[] {
    if (this.templateAt(path, null) !== null) return [path];
    return this.tree.paths().filter((other) => {
      if (!mayBeTemplate(other) || !this.deployments.mayUse(path, other)) return false;
      const template = this.templateAt(other, null);
      return (
        template !== null &&
        this.deployments.of(template, anywhere).some((deployment) => deployment.path === path)
      );
    });
  }

  problems(): readonly SourceProblem[] {
    const unreadable = [...this.asked].flatMap((path) => this.files.get(path)?.problem ?? []);
    return [...unreadable, ...this.deployments.problems()];
  }

  edit(...[intents, context]: Parameters<Code['edit']>): ReturnType<Code['edit']> {
    const sources = {
      template: (path: string) => this.templateAt(path, null),
      deployments: (template: Template) => this.deployments.of(template, context),
    };
    if (intents.some((intent) => intentLanguage(intent) !== 'cloudformation')) {
      return failed({ reason: 'The resource is not one of a CloudFormation template.' });
    }
    return editTemplates(intents, sources, context);
  }

  with(tree: SourceTree): Code {
    return new CloudFormationCode(tree, this.stacks, this.files);
  }

  /** The template at a path, if its text names one of the types; null types stand for any. */
  private templateAt(path: string, types: readonly string[] | null): Template | null {
    const source = this.tree.read(path);
    if (!source.ok) return null;
    const { text } = source;
    if (!looksLikeTemplate(text)) return null;
    if (types !== null && !types.some((type) => text.includes(type))) return null;
    this.asked.add(path);
    const known = this.files.get(path);
    if (known?.text === text) return known.template;
    const file = readFile(path, text);
    this.files.set(path, file);
    return file.template;
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_RESOURCES = 500;

function intentLanguage(intent: Parameters<Code['edit']>[0][number]) {
  return intent.kind === 'add-resource' ? intent.beside.language : intent.resource.language;
}

function readFile(path: string, text: string): ReadFile {
  const document = readDocument(path, text);
  if (!document.ok) return unreadable(path, text, document.error.offset, document.error.message);
  const template = templateOf(document.value);
  if (template !== null && template.resources.size > MAX_RESOURCES) {
    return unreadable(path, text, 0, `it has more than the ${MAX_RESOURCES} resources of a stack`);
  }
  return { text, template, problem: null };
}

function unreadable(path: string, text: string, offset: number, message: string): ReadFile {
  return {
    text,
    template: null,
    problem: {
      place: placeAt(path, text, offset),
      message: `The template cannot be read: ${message}. Its resources are left alone.`,
    },
  };
}
