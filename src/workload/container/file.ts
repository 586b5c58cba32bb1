import { posix } from 'node:path';
import { ContainerUpload } from '@cdktf/provider-docker/lib/container';
import { contentNotChosen, invalidMode } from './errors';
import { BerthError } from '../../private/berth-error';
import { pathNotAbsolute } from '../../private/errors';
import { literal } from '../../private/literal';
import { isKnown } from '../../private/tokens';

/**
 * A file that is put into a container before it starts. It belongs to root.
 */
export interface ContainerFile {
  /**
   * Its absolute path in the container.
   */
  readonly path: string;

  /**
   * What is in it, as text. It is taken as it is: `${` means nothing to Terraform. Tokens within it resolve.
   *
   * @default - `contentBase64`
   */
  readonly content?: string;

  /**
   * What is in it, in base64: for what is no text.
   *
   * @default - `content`
   */
  readonly contentBase64?: string;

  /**
   * Its permissions, as an octal number of four digits.
   *
   * @default "0644"
   */
  readonly mode?: string;
}

export function checkFile(file: ContainerFile): BerthError[] {
  const problems: BerthError[] = [];
  if (isKnown(file.path) && !posix.isAbsolute(file.path)) problems.push(pathNotAbsolute('The path of a file', file.path));
  if ((file.content === undefined) === (file.contentBase64 === undefined)) problems.push(contentNotChosen(file.path));
  // What the standard provider's schema takes.
  if (isKnown(file.mode) && !/^0[0-7]{3}$/.test(file.mode)) problems.push(invalidMode(`The mode of the file "${file.path}"`, file.mode));
  return problems;
}

export function renderFile(file: ContainerFile): ContainerUpload {
  return {
    file: file.path,
    content: file.content === undefined ? undefined : literal(file.content),
    contentBase64: file.contentBase64,
    permissions: file.mode ?? '0644',
  };
}
