import { BASELINE_CONTROLS, RESTRICTED_CONTROLS } from '../../src/shared/controls/profiles';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from '../../src/shared/controls/table';

const HEAD = `---
page_title: "Isolation policies in one line"
subcategory: ""
description: |-
  How \`isolation_policy\` is written: a profile with its version, a kernel, what differs from the profile, and shared folders.
---

# Isolation policies in one line

\`isolation_policy\` is the minimum isolation of a container. A plan shows it in one line:

\`\`\`terraform
isolation_policy     = "restricted@1+gvisor memory<=512m share=/srv/models"
isolation_exemptions = { sysctls = "It answers many connections." }
\`\`\`

| part | meaning |
| --- | --- |
| \`restricted@1\` | a profile and its version: \`none\` (asks for nothing), \`baseline\` or \`restricted\`. A version never changes |
| \`+gvisor\` | optional: the kernel. \`gvisor\`, \`micro_vm\` (Kata Containers), or \`sandboxed\` (one of them) |
| \`control=value\` | optional, once for each control: what differs from the profile. \`any\` asks for nothing |
| \`control<=amount\` | the same for a limit. An amount in bytes can end with \`k\`, \`m\` or \`g\` (powers of 1024) |
| \`share=/folder\` | optional, repeated: a folder that the container may mount if \`host_paths\` is \`shared\`; with \`:rw\`, for writing |

Names in lists are separated by commas. \`none\` is an empty list. In a name or a folder, write a space as \`%20\`, a comma as \`%2C\` and
a percent sign as \`%25\`, as in a URL. The provider refuses a profile, a version, a kernel, a control or a value that it does not know.
It also refuses other spellings of what it knows, such as \`memory<=1024m\` for \`memory<=1g\`, and says which one it accepts: a reader of a
plan has to learn only one. Terms and names can be in any order, separated by one or more plain spaces.

A shared folder is an absolute path in its shortest form, without characters that nobody sees. It can't be in \`/dev\`, \`/proc\`, \`/sys\`,
\`/run\`, a folder of an engine (\`/var/lib/docker\`, \`/var/lib/containerd\`, \`/var/lib/containers\`) or \`/var/lib/berth\`, or have one
of these in it.
\`/boot\`, \`/etc\`, \`/lib\` and \`/usr\` can't be shared, and what is in them only read-only.

\`isolation_exemptions\` names the controls that one container is exempt from, each with its reason: one line of words, without control
characters or changes of the writing direction. The data source
[\`docker_isolation_policy\`](../data-sources/isolation_policy.md) explains a policy, and the report of
[\`docker_isolation\`](../resources/isolation.md) shows each control of each container.

What no control judges is as the engine has it:

- A container without a seccomp profile of its own has the default one of its engine, which \`default\` accepts. Engines before 25.0
  allow io_uring in it, and older ones sockets of the kernel's ciphers (AF_ALG). The same calls in a profile that a container sets are
  weaker than \`default\`, also in a copy of that default.json: \`default\` allows at most what every engine allows. (The
  Pod Security Standards ask only that the profile is not unconfined, and the CIS Docker Benchmark, 5.22, that the default one is not off.)
- A seccomp profile with \`SCMP_ACT_KILL\` or \`SCMP_ACT_KILL_THREAD\` counts as none: it ends a thread, which can be one of the runtime
  while that makes the container. Then the engine waits for it for ever, and hangs for all. Use \`SCMP_ACT_KILL_PROCESS\` or
  \`SCMP_ACT_ERRNO\`.
- A seccomp profile may answer calls only with the errors \`EPERM\` (1), \`EACCES\` (13) and \`ENOSYS\` (38) in \`errnoRet\` and
  \`defaultErrnoRet\`. One with another error counts as none: with \`EINTR\` (4) the runtime may repeat a call for ever, and with 0 a
  call that drops privileges drops none. The provider refuses such a profile under any policy, under the floor, and in a virtual
  container host.
- A seccomp profile must allow the calls by which the runtime starts the program, without conditions: \`close\`, \`execve\`,
  \`exit_group\`, \`futex\`, \`openat\` and \`write\`. Without \`no-new-privileges\`, the runtime makes more of them, which the error
  lists. A start without one of these calls may never end. The provider refuses such a profile under a policy, under the floor, and in a
  virtual container host.
- Of the limits in \`ulimit\`, only \`nofile\`, \`rtprio\` and \`nice\` count. Neither standard names \`memlock\`: memory that is
  locked counts for \`memory\` as any other.

## Controls

`;

/** Returns the guide to the text of a policy, with a table of all controls. */
export function policyGuide(): string {
  const rows = CONTROL_NAMES.map((name) => (
    [`\`${name}\``, valuesOf(name), asked(name, BASELINE_CONTROLS), asked(name, RESTRICTED_CONTROLS)]));
  const table = [['control', 'values', '`baseline@1`', '`restricted@1`'], ['---', '---', '---', '---'], ...rows];
  return `${HEAD}${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function valuesOf(name: ControlName): string {
  const { title, values, form, lattice } = controlRow(name);
  const allowed = {
    level: () => lattice.levels!.map((level) => `\`${String(level)}\``).join(', '),
    names: () => 'names',
    calls: () => '`default`, or names',
    limit: () => '`limited`, or an amount',
  }[form]();
  return `${title}: ${allowed}. ${values ?? ''}`.trim();
}

function asked(name: ControlName, controls: Controls): string {
  const { [name]: value } = controls;
  return value === undefined ? '' : controlRow(name).lattice.show(value);
}
