import { IConstruct } from 'constructs';
import { BerthError } from '../private/berth-error';
import { canonicalPath, HostPath, SharedFolder, writableFolderAround } from '../shared/controls/host-path';

export const policyEnforcedTooLate = (scope: IConstruct, container: string) => new BerthError('POLICY_ENFORCED_TOO_LATE',
  `A policy must be enforced before the first container is added; "${container}" exists already. `
  + 'Move the call of enforce() above it.', scope);

export const weakerPolicy = (violation: string, control: string) => new BerthError('WEAKER_POLICY',
  `${violation}. Make this policy as strict as those around it, or add Exemption.of(${control}, 'the reason') to \`exemptions\`.`);

export const weakerContainer = (violation: string, remedy: string, alternative: string) => new BerthError('WEAKER_CONTAINER',
  `${violation}. ${remedy}${alternative}.`);

export const notJudged = (attribute: string, controls: readonly string[], alternative: string) => new BerthError('NOT_JUDGED',
  `What \`${attribute}\` will be is known only when Terraform runs, and the provider does not enforce the policy then (${
    controls.join('; ')}). Set values that are known, without a \`dynamic\` block, or use Berth's provider${alternative}.`);

export const policyOverridden = (name: string, given: unknown, enforced: string, reasons: readonly string[]) => {
  const [shown, more] = [reasons.slice(0, 3), reasons.length - 3];
  return new BerthError('POLICY_OVERRIDDEN',
    `\`${name}\` of this container is ${given === undefined || given === null ? 'not set' : JSON.stringify(given)}, which is weaker than `
    + `the policy that is enforced here, "${enforced}": ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}. `
    + 'Remove the override of the attribute. To allow the container more, add Exemption.of() with the control and the reason to '
    + 'the `exemptions` of the container or of the policy.');
};

export const unreadableReason = (control: string, problem: string) => new BerthError('UNREADABLE_REASON',
  `The exemption from "${control}" ${problem}. Say in words why the container needs it, in one line, for whoever reads the plan.`);

export const boundNotKnown = (control: string) => new BerthError('BOUND_NOT_KNOWN',
  `The value of "${control}" in a policy must be known at synthesis; it is known only after apply. Write the value into the code.`);

export const invalidCallName = (given: string) => new BerthError('INVALID_CALL_NAME',
  `A seccomp profile allows one or more system calls by name; given: "${given}". `
  + 'Write the names as in syscalls(2): SeccompProfile.allowing(\'read\', \'write\').');

export const unreadableSeccompProfile = (origin: string) => new BerthError('UNREADABLE_SECCOMP_PROFILE',
  `${origin} is not a seccomp profile. Write JSON in Docker's format, with "defaultAction" and "syscalls".`);

export const unknownSeccompMember = (origin: string, member: string) => new BerthError('UNKNOWN_SECCOMP_MEMBER',
  `${origin} has a member "${member}" that may change what the profile allows, or that the engine ignores. `
  + 'Use the members of Docker\'s format. Text for readers belongs in "comment" of a rule.');

export const ambiguousSeccompProfile = (origin: string, member: string) => new BerthError('AMBIGUOUS_SECCOMP_PROFILE',
  `${origin} has more than one member "${member}". The engine reads names without regard to case, and takes the last one. Keep one.`);

export const engineSocketMounted = (path: string, socket: string, alternative: string) => new BerthError('ENGINE_SOCKET_MOUNTED',
  `A mount of "${path}" gives the container the engine's socket (${socket}), and with it the whole machine (CIS Docker Benchmark 5.32). `
  + `Mount a folder that does not contain the socket${alternative}.`);

export const hostPathPropagates = (path: string, alternative: string) => new BerthError('HOST_PATH_PROPAGATES',
  `A mount of "${path}" would also show what is mounted below it on the host later, and the container could write to that `
  + '(CIS Docker Benchmark 5.20). Mount it with the propagation "rprivate". '
  + `If a volume binds it, add "private" to the volume's option \`o\`, as in o: 'bind,ro,private'${alternative}.`);

export const hostPathFilled = (path: string, alternative: string) => new BerthError('HOST_PATH_FILLED',
  `The volume shows "${path}", and the engine would fill it with files of the image, as root, also with set-user-ID files. `
  + `Mount it with \`noCopy: true\` (\`no_copy\` in \`volume_options\` of \`mounts\`)${alternative}.`);

/** @param remote the type of the file system, a colon, and what is mounted */
export const remoteVolume = (remote: string, alternative: string) => new BerthError('REMOTE_VOLUME',
  `The volume shows "${remote}". The host mounts it through its own network, which reaches servers that the container does not `
  + '(Pod Security Standards, "HostPath Volumes"). Mount it on the host, and share that folder, or use a volume without a type'
  + `${alternative}.`);

/** @param canBeShared whether the host may declare the path as a shared folder */
export const hostPathNotShared = (
  { path, readOnly }: HostPath, folders: readonly SharedFolder[], canBeShared: boolean, alternative: string,
) => {
  const shared = folders.map((folder) => `"${folder.path}"${folder.readOnly ? ' (read-only)' : ''}`).join(', ');
  const around = writableFolderAround(path, folders);
  const why = around === undefined ? ''
    : `A container that writes to "${around.path}" could replace "${path}" by a link. Mount "${around.path}" itself. `;
  const folder = `{ path: '${canonicalPath(path)}'${readOnly ? '' : ', readOnly: false'} }`;
  const declare = canBeShared && around === undefined;
  return new BerthError('HOST_PATH_NOT_SHARED',
    `The host does not share "${path}"${readOnly ? '' : ' for writing'}, so no container may mount it `
    + '(CIS Docker Benchmark 5.6; Pod Security Standards, "HostPath Volumes"). '
    + `${shared === '' ? 'The host shares no folder.' : `The host shares: ${shared}.`} ${why}`
    + `Use a volume${declare ? `, or declare the folder on the host: sharedFolders: [${folder}]` : ''}${alternative}.`);
};

/** @param attribute the mode of the namespace, such as `pid_mode` */
export const joinsAnotherHost = (attribute: string, owner: string) => new BerthError('JOINS_ANOTHER_HOST',
  `\`${attribute}\` of this container names the container ${owner}, which is on another host. Containers can share a namespace only on one `
  + 'host. Add both to the same host, or remove the mode.');
