import { checkMount } from './check-mount';
import { constantOf, describeViolation } from './describe-violation';
import { EffectivePolicy } from './effective-policy';
import { weakerContainer } from './errors';
import { joinedHostProblems } from './joined-host';
import { controlsOfDescribed, observeOptionsFor } from './observe-resource';
import { overriddenPolicyProblems } from './overridden-policy';
import { unjudgedProblems } from './unjudged';
import { IContainerHost } from '../engine/i-container-host';
import { BerthError } from '../private/berth-error';
import { isUnknown } from '../private/expressions';
import { Violation } from '../shared/controls/compare';
import { mountsOfPaths } from '../shared/controls/host';
import { HostPath } from '../shared/controls/host-path';
import { hostPathsOf, observe } from '../shared/controls/observe';
import { DescribedContainer } from '../shared/controls/reader';
import { controlRow, ControlName, Controls } from '../shared/controls/table';
import { EXEMPTION_LABEL } from '../shared/own-labels';
import { RawWorkload } from '../targets/raw/raw-workload';

/** A container or service, as far as its check against a policy depends on it. */
interface Subject {
  readonly described: DescribedContainer;
  readonly host: IContainerHost | undefined;
  /** Returns what to change so that it satisfies a control. */
  readonly remedy: (control: ControlName) => string;
  /** Returns the alternative: how to exempt it from a control. */
  readonly exempt: (control: ControlName) => string;
}

/** Returns an error for each violation of a construct's container. */
export function containerProblems(described: DescribedContainer, policy: EffectivePolicy, host: IContainerHost): BerthError[] {
  return problems({ described, host, remedy: remedyFor, exempt: byExemption }, controlsOfDescribed(described, undefined, host), policy);
}

/** Returns an error for each attribute of a construct's container that nobody can judge, once the stack is complete. */
export function unknownProblems(described: DescribedContainer, policy: EffectivePolicy, host: IContainerHost): BerthError[] {
  return enforcesPolicies(host) ? [] : unjudgedProblems({ described, host, exempt: byExemption }, policy);
}

/** Returns whether the provider of a host enforces isolation policies. */
export function enforcesPolicies(host: IContainerHost | undefined): boolean {
  return host?._placement.target.dialect.has('isolation_policy') ?? false;
}

function byExemption(control: ControlName): string {
  return `, or add Exemption.of(${constantOf(control)}, 'the reason') to \`exemptions\``;
}

/**
 * Returns an error for each violation of a resource that was added without a construct of Berth, as it will be synthesized.
 *
 * @param isJudgedLater  whether its provider enforces the policy
 */
export function resourceProblems(
  workload: RawWorkload, policy: EffectivePolicy, host: IContainerHost | undefined, isJudgedLater: boolean,
): BerthError[] {
  const described = workload.describe();
  const exempt = (control: ControlName) => `, or add the label "${EXEMPTION_LABEL}${control}" with the reason`;
  const all = controlsOfDescribed(described, workload.schema, host);
  const controls = Object.fromEntries(Object.entries(all).filter(([name]) => workload.only?.includes(name as ControlName) ?? true));
  return [
    ...problems({ described, host, remedy: () => 'Change it', exempt }, controls, policy),
    ...isJudgedLater ? [] : unjudgedProblems({ ...workload, described, host, exempt }, policy),
    ...overriddenPolicyProblems(workload.resource, described),
    ...joinedHostProblems(workload.resource),
  ];
}

/** Returns an error for each violation that a mount of a host path would be. */
export function pathProblems(path: HostPath, policy: EffectivePolicy, host: IContainerHost): BerthError[] {
  const described = mountsOfPaths([path]);
  const { engine_socket: socket, host_paths: paths } = observe(described, observeOptionsFor(host));
  return problems({ described, host, remedy: remedyFor, exempt: () => '' }, { engine_socket: socket, host_paths: paths }, policy);
}

function remedyFor(control: ControlName): string {
  return controlRow(control).remedy.construct;
}

function problems(subject: Subject, controls: Controls, policy: EffectivePolicy): BerthError[] {
  return policy.violations(controls).flatMap((violation) => errorsFor(violation, subject));
}

function errorsFor(violation: Violation, subject: Subject): BerthError[] {
  const { control } = violation;
  // If no path is allowed, it does not matter which one it is.
  const ofMounts = violation.wanted === 'none' ? [] : mountErrors(control, subject);
  return ofMounts.length > 0 ? ofMounts : [weakerContainer(describeViolation(violation), subject.remedy(control), subject.exempt(control))];
}

/** Returns an error for each mount that violates a control, if the control is about mounts. */
function mountErrors(control: ControlName, { described, host, exempt }: Subject): BerthError[] {
  if (control !== 'engine_socket' && control !== 'host_paths') return [];
  return hostPathsOf(described, isUnknown)
    .flatMap((mount) => checkMount(mount, observeOptionsFor(host), exempt(control)))
    .filter(({ code }) => (code === 'ENGINE_SOCKET_MOUNTED') === (control === 'engine_socket'));
}
