import { docComment } from './source-text';
import { CONTROL_NAMES, controlRow } from '../src/shared/controls/table';

/*
 * The source of what the public API says about each isolation control: a constant of `Control` and a prop of `IsolationControls`.
 * jsii reads both from declarations, so a loop over the table of controls cannot make them at run time.
 */

const HEADER = '// Generated from src/shared/controls/ by `npx projen generate:controls`. Do not edit.';

/** The modules of the types that props have, seen from the generated file. */
const MODULES: { readonly [type: string]: string } = {
  Capability: '../capability',
  HostPaths: '../isolation-levels',
  NamespaceSharing: '../isolation-levels',
  Runtime: '../runtime',
  SeccompProfile: '../seccomp-profile',
  Size: '../../units/size',
};

/** Returns the source of the class `Control`. */
export function controlSource(): string {
  const constants = CONTROL_NAMES.map((name) => [
    ...docs(controlRow(name).summary),
    `  public static readonly ${name.toUpperCase()} = new Control('${name}');`,
    '',
  ].join('\n'));
  return `${HEADER}
import { ControlName, controlRow } from '../../shared/controls/table';

/**
 * Something that separates a container from its host and its neighbours, and comes in several strengths. An isolation policy sets the
 * minimum for each control.
 */
export class Control {
${constants.join('\n')}
  /**
   * Returns all controls.
   */
  public static all(): Control[] {
    return Object.values(Control).filter((each): each is Control => each instanceof Control);
  }

  /**
   * A short name for readers.
   */
  public readonly title: string;

  /**
   * Why a policy asks for it.
   */
  public readonly reason: string;

  /**
   * What Docker cannot guarantee, if there is something.
   */
  public readonly caveat?: string;

  /**
   * The sections of the CIS Docker Benchmark that ask for it.
   */
  public readonly cisSections: string[];

  /**
   * Its name in the Pod Security Standards, if it has one.
   */
  public readonly podSecurityStandard?: string;

  private constructor(
    /**
     * Its name in a plan, and in the label of an exemption, \`berth.exemption.<name>\`.
     */
    public readonly name: string,
  ) {
    const { title, reason, caveat, cis, pss } = controlRow(this._name);
    this.title = title;
    this.reason = reason;
    this.caveat = caveat;
    this.cisSections = [...cis];
    this.podSecurityStandard = pss;
  }

  /** @internal */
  public get _name(): ControlName {
    return this.name as ControlName;
  }

  /**
   * Returns its name.
   */
  public toString(): string {
    return this.name;
  }
}
`;
}

/** Returns the source of the interface `IsolationControls`. */
export function isolationControlsSource(): string {
  const props = CONTROL_NAMES.map((name) => controlRow(name).prop);
  const members = props.map(({ name, type, docs: text }) => [
    ...docs(text, '@default - as in the policy'),
    `  readonly ${name}?: ${type};`,
  ].join('\n'));
  return `${HEADER}
${importsFor(props.map(({ type }) => type.replace('[]', '')))}

/**
 * How strict a policy is in each control.
 */
export interface IsolationControls {
${members.join('\n\n')}
}
`;
}

function importsFor(types: readonly string[]): string {
  const names = [...new Set(types)].filter((type) => !['boolean', 'number', 'string'].includes(type)).sort();
  const modules = [...new Set(names.map(moduleOf))].sort((a, b) => a.replace(/\./g, '~').localeCompare(b.replace(/\./g, '~')));
  return modules.map((module) => `import { ${names.filter((name) => moduleOf(name) === module).join(', ')} } from '${module}';`).join('\n');
}

function moduleOf(type: string): string {
  const module = MODULES[type];
  if (module === undefined) throw new Error(`projenrc/controls-source.ts: MODULES does not list the module of the type "${type}".`);
  return module;
}

/** Returns the documentation comment of a member. */
function docs(text: string, ...tags: readonly string[]): string[] {
  return docComment(text, { indent: '  ', tags });
}
