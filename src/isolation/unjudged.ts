import { EffectivePolicy } from './effective-policy';
import { notJudged } from './errors';
import { controlsOfDescribed, missingControls } from './observe-resource';
import { IContainerHost } from '../engine/i-container-host';
import { BerthError } from '../private/berth-error';
import { blocksOf, isUnknown } from '../private/expressions';
import { completeControls, violations } from '../shared/controls/compare';
import { containsUnknown, DescribedContainer } from '../shared/controls/reader';
import { LimitedSchema } from '../shared/controls/row';
import { controlRow, ControlName } from '../shared/controls/table';
import { isNameOfVolume } from '../targets/raw/docker';

/** What is asked about a container, a service or a volume. */
interface Subject {
  readonly described: DescribedContainer;
  readonly host: IContainerHost | undefined;
  /** The schema of the resource, if it has fewer arguments than a container of Berth's own provider. */
  readonly schema?: LimitedSchema;
  /** The only controls that it decides, if it is not a container itself. */
  readonly only?: readonly ControlName[];
  /** Returns how to exempt it from a control. */
  readonly exempt: (control: ControlName) => string;
}

/**
 * Returns an error for each attribute whose value is not known when the stack is synthesized, although a control that the policy
 * asks for depends on it. This is for a provider that enforces no policy. Berth's own judges such a value in the plan, or at apply.
 */
export function unjudgedProblems(subject: Subject, policy: EffectivePolicy): BerthError[] {
  const { described, host, schema, only, exempt } = subject;
  const found = controlsOfDescribed(described, schema, host);
  const missing = missingControls(schema, host);
  const byAttribute = new Map<string, ControlName[]>();
  for (const { control } of violations(policy.bounds, completeControls({}))) {
    if (missing.includes(control) || only?.includes(control) === false) continue;
    for (const name of unknownAttributes(described, control, control in found)) {
      byAttribute.set(name, [...byAttribute.get(name) ?? [], control]);
    }
  }
  return [...byAttribute].map(([name, controls]) => (
    notJudged(name, controls.map((control) => controlRow(control).title), exempt(controls[0]!))));
}

/** Returns the attributes without which the value of a control is not known. Paths that are known are judged without those that are not. */
function unknownAttributes(described: DescribedContainer, control: ControlName, isKnown: boolean): string[] {
  const { attributes } = controlRow(control).observation;
  if (!isKnown) return attributes.filter((name) => containsUnknown(described[name], isUnknown));
  return ['engine_socket', 'host_paths'].includes(control) ? attributes.filter((name) => hasUnknownPath(described[name])) : [];
}

/** Returns whether one of the blocks `mounts` or `volumes` shows a path that is not known, or shows it in a way that is not known. */
function hasUnknownPath(blocks: unknown): boolean {
  return blocksOf(blocks).some(({ type, source, volume_name: volume, ...options }) => (
    isUnknown(type) || type === 'bind' && isUnknown(source)
    // A volume of the stack is judged itself. Another name may begin with a slash, which makes it a path.
    || isUnknown(volume) && !isNameOfVolume(volume)
    // What another container mounts is not followed.
    || (options.from_container ?? '') !== ''
    || containsUnknown([options.host_path, options.read_only, options.bind_options, options.volume_options], isUnknown)
  ));
}
