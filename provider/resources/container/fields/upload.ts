import { Facts, liveBlock, madeBlock, setting } from './fact';
import { blockOf, text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { matching, oneOf, secretBase64 } from '../../shared/validators';

export interface Upload {
  file: string;
  content: string | null;
  content_base64: string | null;
  source: string | null;
  source_hash: string | null;
  executable: boolean | null;
  permissions: string | null;
  /** The numeric user and group, "1000:1000". @default - root */
  owner?: string | null;
}

/** A file whose content is write-only. */
export interface SecretFile {
  file: string;
  content_wo: string | null;
  permissions: string | null;
  owner: string | null;
}

/** The files of a container, by the attribute names of `docker_container`. */
export interface Files {
  readonly upload?: unknown;
  readonly secret_file?: unknown;
}

/** Returns all files of a container. Only its configuration has the contents of the secret ones: plan and state have null. */
export function filesOf(container: Files): Upload[] {
  const secrets = ((container.secret_file ?? []) as SecretFile[]).map(({ file, content_wo: content, permissions, owner }) => ({
    file, content: content ?? '', content_base64: null, source: null, source_hash: null, executable: null, permissions, owner,
  }));
  return [...(container.upload ?? []) as Upload[], ...secrets];
}

const octalMode = matching('a mode in octal, such as "0644"', /^[0-7]{1,4}$/);

/** Files to upload to the container. The engine can't report their content, so they are always reported as configured. */
export const uploadFacts = {
  upload: liveBlock({
    nesting: 'set',
    description: 'A file to upload to the container before it starts. '
      + 'The engine can\'t report the file, so a change of it outside of terraform is not detected. '
      + 'For a container that is `read_only`, a file outside of its volumes comes with a read-only, anonymous volume at its folder, which '
      + 'has the image\'s files, too.',
    change: 'A changed or added file is handled as `upload_change` says. Removing one replaces the container.',
    attributes: {
      file: {
        type: 'string',
        required: true,
        validators: [matching('an absolute path', /^\/./)],
        description: 'The path in the container. Missing folders are created.',
        change: 'Another path replaces the container.',
      },
      content: {
        type: 'string',
        optional: true,
        mayHaveSecrets: true,
        description: 'The content, as text. Exactly one of `content`, `content_base64` and `source` is required.',
      },
      content_base64: {
        type: 'string',
        optional: true,
        mayHaveSecrets: 'base64',
        validators: [secretBase64],
        description: 'The content, as base64, for binary files.',
      },
      source: { type: 'string', optional: true, description: 'The path of a file on the machine that runs terraform.' },
      source_hash: {
        type: 'string',
        optional: true,
        description: 'Any text that changes with the content of `source`, such as `filesha256(...)`. A change counts as a changed file.',
      },
      executable: { type: 'bool', optional: true, default: false, description: 'Sets the file mode to 0744 instead of 0644.' },
      permissions: {
        type: 'string',
        optional: true,
        validators: [octalMode],
        description: 'The file mode in octal. Overrides `executable`.',
      },
    },
    canonical: blockOf({ file: text(canonicalPath), permissions: text((mode) => mode === '' ? mode : mode.padStart(4, '0')) }, {
      content: '',
      content_base64: '',
      source: '',
      source_hash: '',
      executable: false,
      permissions: '',
    }),
  }, { report: (_, known) => known ?? [] }),
  upload_change: setting('string', {
    validators: [oneOf('replace', 'restart', 'upload')],
    description: 'What happens when an `upload` is changed or added. "replace" replaces the container, so that it starts with the file. '
      + '"restart" uploads the file, and restarts the container if it runs. '
      + '"upload" only uploads the file, for a program that notices changes itself. With `wait`, the apply then waits until a health check '
      + 'that begins after the upload succeeds, and fails if the container becomes unhealthy. The default is "replace".',
  }),
  secret_file: madeBlock({
    nesting: 'list',
    description: 'A secret that the container gets as a file before it starts. Needs Terraform 1.11 or newer, which stores the content in '
      + 'neither plan nor state. The engine keeps it until the container is removed: in the container\'s own layer, '
      + 'or, for a container that is `read_only`, in an anonymous volume at its folder. (`docker rm` removes that volume only with `-v`.) '
      + 'A file in a volume of the container\'s own stays as long as that volume. '
      + 'With an older Terraform, use `upload` with a sensitive value, which is stored in the state.',
    attributes: {
      file: {
        type: 'string',
        required: true,
        validators: [matching('an absolute path', /^\/./)],
        description: 'The path in the container, as in `/run/secrets/token`. Missing folders are created.',
      },
      content_wo: {
        type: 'string',
        optional: true,
        writeOnly: true,
        sensitive: true,
        description: 'The content, as text. Terraform doesn\'t notice when it changes: change `content_wo_version`, too.',
      },
      content_wo_version: {
        type: 'string',
        optional: true,
        description: 'Any text. A change replaces the container, which then gets the `content_wo` of the configuration.',
      },
      permissions: { type: 'string', optional: true, default: '0444', validators: [octalMode], description: 'The file mode in octal.' },
      owner: {
        type: 'string',
        optional: true,
        default: '0:0',
        validators: [matching('a numeric user and group, such as "1000:1000"', /^\d{1,10}:\d{1,10}$/)],
        description: 'The numeric user and group that own the file. The names in the image are not known here.',
      },
    },
    canonical: blockOf({ file: text(canonicalPath), permissions: text((octal) => octal.padStart(4, '0')) }, { content_wo_version: '' }),
  }, { report: (_, known) => known ?? [] }),
} satisfies Facts;
