import { TerraformResource } from 'cdktf';
import { constantOf, sourcesOf } from './control';
import { describeResource, isService, isUnknown } from './described';
import { EffectivePolicy } from './effective-policy';
import { weakerContainer } from './errors';
import { checkHostPath } from './mount-problems';
import { IContainerHost } from '../engine/i-container-host';
import { BerthError } from '../private/berth-error';
import { Weakness } from '../shared/controls/compare';
import { OBSERVED_ATTRIBUTES, hostPathsOf, observe, DescribedContainer, ObserveOptions } from '../shared/controls/observe';
import { DEFAULT_CALLS } from '../shared/controls/seccomp';
import { controlRow, ControlName, Controls } from '../shared/controls/table';

/** The label by which a container shows that it is exempted from a control. */
export const EXEMPTION_LABEL = 'berth.exemption.';

// What the standard schema has no words for, so that nobody can be asked for it: with `kreuzwerker/docker`, and of a service.
const WITHOUT_WORDS: readonly ControlName[] = ['processes'];
const WITHOUT_WORDS_OF_SERVICE: readonly ControlName[] = ['no_new_privileges', 'cgroup_namespace', 'processes', 'open_files'];

// What to change on a container of ours.
const REMEDIES: { readonly [N in ControlName]: string } = {
  privileged: 'Leave `privileged` out',
  capabilities: 'Take them out of `capabilities`',
  no_new_privileges: 'Leave `noNewPrivileges` out',
  read_only_root: 'Leave `readOnlyRootFilesystem` out',
  user: 'Give `user` a number that is not 0, as in "65532:65532"',
  user_namespace: 'Leave `userNamespace` out',
  pid_namespace: 'Leave `pidMode` out',
  ipc_namespace: 'Leave `ipcMode` out',
  uts_namespace: 'Leave `utsMode` out',
  network_namespace: 'Leave `networkMode` out',
  cgroup_namespace: 'Leave `cgroupNamespace` out',
  seccomp: 'Leave `seccomp` out, or give a profile that allows no more',
  apparmor: 'Give the profile as `apparmorProfile`',
  devices: 'Take them out of `devices`',
  kernel_paths: 'Take "systempaths=unconfined" out of `securityOptions`',
  sysctls: 'Set only those that the Pod Security Standards name as safe',
  engine_socket: 'Mount a folder that does not hold it',
  host_paths: 'Use a volume',
  memory: 'Leave `memory` out, or give less',
  cpus: 'Leave `cpus` out, or give less',
  processes: 'Leave `pidsLimit` out, or give less',
  open_files: 'Leave "nofile" out of `ulimits`, or give less',
  disk_io: 'Give `diskLimits`',
  runtime: 'Leave `runtime` out, or give one of these',
};

/** What a resource has of each control, as it will be synthesized. */
export function controlsOf(resource: TerraformResource, host: IContainerHost | undefined): Controls {
  return controlsOfDescribed(describeResource(resource), isService(resource), host);
}

/** Where a container of ours is weaker than its policy. */
export function containerProblems(described: DescribedContainer, policy: EffectivePolicy, host: IContainerHost): BerthError[] {
  return problems(described, false, policy, host, (control) => `, or add Exemption.of(${constantOf(control)}, 'the reason') to \`exemptions\``, REMEDIES);
}

/** Where a resource that is none of ours, as it will be synthesized, is weaker than its policy. */
export function resourceProblems(resource: TerraformResource, policy: EffectivePolicy, host: IContainerHost | undefined): BerthError[] {
  return problems(describeResource(resource), isService(resource), policy, host, (control) => `, or give it the label "${EXEMPTION_LABEL}${control}" with the reason`);
}

/** Where a mount of a path of the host, under whatever name, would be weaker than a policy. */
export function pathProblems(path: string, readOnly: boolean, policy: EffectivePolicy, host: IContainerHost): BerthError[] {
  const described = { mounts: [{ type: 'bind', source: path, read_only: readOnly }] };
  const { engine_socket: socket, host_paths: paths } = observe(described, optionsFor(host));
  return policy.weaknesses({ engine_socket: socket, host_paths: paths })
    .flatMap((weakness) => errorsFor(weakness, described, host, REMEDIES[weakness.control], ''));
}

function problems(
  described: DescribedContainer,
  service: boolean,
  policy: EffectivePolicy,
  host: IContainerHost | undefined,
  way: (control: ControlName) => string,
  remedies?: typeof REMEDIES,
): BerthError[] {
  return policy.weaknesses(controlsOfDescribed(described, service, host))
    .flatMap((weakness) => errorsFor(weakness, described, host, remedies?.[weakness.control] ?? 'Change that', way(weakness.control)));
}

function errorsFor(weakness: Weakness, described: DescribedContainer, host: IContainerHost | undefined, remedy: string, way: string): BerthError[] {
  const ofMounts = mountProblems(weakness.control, described, host, way);
  return ofMounts.length > 0 ? ofMounts : [weakerContainer(describeWeakness(weakness), remedy, way)];
}

/** Which mounts it is that show too much, if it is mounts. */
function mountProblems(control: ControlName, described: DescribedContainer, host: IContainerHost | undefined, way: string): BerthError[] {
  if (control !== 'engine_socket' && control !== 'host_paths') return [];
  const code = control === 'engine_socket' ? 'ENGINE_SOCKET_MOUNTED' : 'SENSITIVE_PATH_MOUNTED';
  const { engineSocket } = optionsFor(host);
  return hostPathsOf(described, isUnknown)
    .flatMap(({ path, readOnly }) => checkHostPath(path, readOnly, engineSocket, way))
    .filter((problem) => problem.code === code);
}

/** What a weakness is, in words. */
export function describeWeakness(weakness: Weakness): string {
  const { control, wanted } = weakness;
  const { title, lattice } = controlRow(control);
  const sources = sourcesOf(control);
  return `${title}: the policy asks for ${lattice.show(wanted)}, and this is ${lattice.show(excess(weakness))}${sources === '' ? '' : ` (${sources})`}`;
}

/** Of names, only those that are too many: the rest is as it should be. */
function excess({ control, wanted, found }: Weakness): unknown {
  const allowed = control === 'seccomp' && wanted === 'default' ? DEFAULT_CALLS : wanted;
  return control !== 'apparmor' && Array.isArray(allowed) && Array.isArray(found) ? found.filter((name) => !allowed.includes(name)) : found;
}

function controlsOfDescribed(described: DescribedContainer, service: boolean, host: IContainerHost | undefined): Controls {
  const seen = observeOnce(described, optionsFor(host));
  const wordless = service ? WITHOUT_WORDS_OF_SERVICE : host?.backend._can.pidsLimit ? [] : WITHOUT_WORDS;
  return wordless.length === 0 ? seen : Object.fromEntries(Object.entries(seen).filter(([name]) => !wordless.includes(name as ControlName)));
}

function optionsFor(host: IContainerHost | undefined): ObserveOptions {
  const socket = host?._placement.socket;
  return { isUnknown, engineSocket: isUnknown(socket) ? undefined : socket };
}

// Most containers of a stack are isolated alike, and what they differ in otherwise is left out.
const observed = new Map<string, Controls>();

function observeOnce(described: DescribedContainer, options: ObserveOptions): Controls {
  // JSON has no symbols: what Terraform writes out later would pass for what is not there.
  const key = JSON.stringify(
    [options.engineSocket, ...OBSERVED_ATTRIBUTES.map((name) => described[name] ?? null)],
    (_, value: unknown) => typeof value === 'symbol' ? String(value) : value,
  );
  let seen = observed.get(key);
  if (!seen) {
    seen = observe(described, options);
    observed.set(key, seen);
  }
  return seen;
}
