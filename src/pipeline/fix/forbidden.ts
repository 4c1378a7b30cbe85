/** Something that a template of others may not name, and where it is written. */
export interface Forbidden {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Arguments whose value is code that somebody's machine or account then runs, or the name of a file that is read
 * where the change is applied. By name alone: no argument of another meaning that security asks for has one.
 */
const CODE_OR_FILE: ReadonlySet<string> = new Set([
  // Instances and clusters run these when they start.
  ...['user_data', 'user_data_base64', 'UserData', 'bootstrap_action', 'BootstrapActions'],
  ...['step', 'Steps', 'lifecycle_config_name', 'LifecycleConfigName'],
  // Functions, jobs, builds, containers and state machines are these.
  ...['filename', 's3_key', 'image', 'Image', 'image_uri', 'image_config', 'layers', 'handler'],
  ...['Code', 'CodeUri', 'InlineCode', 'ZipFile', 'ImageUri', 'ImageConfig', 'Layers', 'Handler'],
  ...['buildspec', 'BuildSpec', 'command', 'Command', 'entryPoint', 'EntryPoint'],
  ...['script_location', 'ScriptLocation', 'DefinitionString', 'DefinitionUri'],
  ...['after_connect_script', 'AfterConnectScript', 'Transform'],
]);

/** Resource types that are nothing but a file or code. */
const CODE_OR_FILE_TYPES: ReadonlySet<string> = new Set([
  ...['aws_s3_object', 'aws_s3_bucket_object', 'aws_sfn_state_machine', 'aws_ssm_document'],
  ...['AWS::StepFunctions::StateMachine', 'AWS::SSM::Document', 'AWS::CloudFormation::Stack'],
  ...['AWS::CloudFormation::CustomResource', 'AWS::CloudFormation::Macro'],
]);

/** Keys whose text is the path of an argument, or a resource type, and not a value. */
const NAMES_ARGUMENT = new Set(['property', 'each', 'entry', 'statement', 'uses']);
const NAMES_TYPE = new Set(['resource', 'companion', 'uses']);
/** Parts of a template that are words for people and names of checks. */
const WORDS = new Set(['findings', 'parameters', 'risk']);

/** Where a template, as plain data, names something that runs code or reads a file. */
export function forbiddenIn(template: object): readonly Forbidden[] {
  return Object.entries(template).flatMap(([key, value]) =>
    WORDS.has(key) ? [] : forbiddenAt([key], value),
  );
}

function forbiddenAt(path: readonly (string | number)[], value: unknown): readonly Forbidden[] {
  const key = String(path.at(-1));
  const found = nameOf(key, typeof value === 'string' ? value : '');
  const here = found === undefined ? [] : [{ path, message: complaint(found) }];
  if (key === 'gone') here.push({ path, message: removal });
  if (typeof value !== 'object' || value === null) return here;
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...here, ...steps.flatMap(([step, inner]) => forbiddenAt([...path, step], inner))];
}

/** The forbidden name in a key, or in the text below a key that names a type or an argument. */
function nameOf(key: string, text: string): string | undefined {
  if (NAMES_TYPE.has(key) && CODE_OR_FILE_TYPES.has(text)) return text;
  const names = NAMES_ARGUMENT.has(key) ? `${key}.${text}` : key;
  return names.split(/[.[\]]+/).find((name) => CODE_OR_FILE.has(name));
}

const removal =
  'A template of your own may not take the resource out of the code (`gone`): say what it must fulfil.';

function complaint(name: string): string {
  return `A template of your own may not touch ${name}: it holds code that is run, or names a file that is read.`;
}
