import { Facts, liveBlock } from './fact';
import { blockOf, text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { matching, secretlyMatching } from '../../shared/validators';

export interface Upload {
  file: string;
  content: string | null;
  content_base64: string | null;
  source: string | null;
  source_hash: string | null;
  executable: boolean | null;
  permissions: string | null;
}

/** Files that are put into the container. The engine can't say what became of them, so they are as they were put. */
export const uploadFacts = {
  upload: liveBlock({
    nesting: 'set',
    description: 'A file to put into the container before it starts. The engine can\'t say what became of it, so a change of the file from outside is not seen, and it puts none into a container that is `read_only`.',
    change: 'A changed or added file is put there live; taking one away replaces the container.',
    attributes: {
      file: { type: 'string', required: true, validators: [matching('an absolute path', /^\/./)], description: 'Where it is in the container. Folders that are missing are made.', change: 'Another path replaces the container.' },
      content: { type: 'string', optional: true, description: 'What is in it, as text. Exactly one of `content`, `content_base64` and `source` is needed.' },
      content_base64: {
        type: 'string', optional: true, validators: [secretlyMatching('base64', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)], description: 'What is in it, as base64, for what is no text.',
      },
      source: { type: 'string', optional: true, description: 'A file on the machine that terraform runs on.' },
      source_hash: { type: 'string', optional: true, description: 'Any text that changes with the content of `source`, such as `filesha256(...)`: a change of it puts the file there again.' },
      executable: { type: 'bool', optional: true, default: false, description: 'Gives the file the mode 0744 in place of 0644.' },
      permissions: { type: 'string', optional: true, validators: [matching('a mode in octal, such as "0644"', /^[0-7]{1,4}$/)], description: 'The file\'s mode in octal, in place of that of `executable`.' },
    },
    canonical: blockOf({ file: text(canonicalPath), permissions: text((mode) => mode === '' ? mode : mode.padStart(4, '0')) }, { content: '', content_base64: '', source: '', source_hash: '', executable: false, permissions: '' }),
  }, { report: (_, known) => known ?? [] }),
} satisfies Facts;
