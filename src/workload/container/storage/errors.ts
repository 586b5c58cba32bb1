import { TerraformElement } from 'cdktf';
import { IConstruct } from 'constructs';
import { BerthError } from '../../../private/berth-error';

export const invalidMode = (what: string, given: string) => new BerthError('INVALID_FILE_MODE',
  `${what} must be an octal file mode such as "0644"; given: "${given}".`);

export const invalidOwner = (what: string, given: string) => new BerthError('INVALID_OWNER',
  `${what} must be a numeric user id, or user and group ids as in "101:101"; given: "${given}".`);

export const fileOnReadOnlyRoot = (path: string, backend: string) => new BerthError('FILE_ON_READ_ONLY_ROOT',
  `The back end ${backend} can't copy the file "${path}" into a container whose root file system is read-only, as `
  + '`readOnlyRootFilesystem` or IsolationPolicy.RESTRICTED makes it. Mount a volume at its folder, or use Backend.BERTH.');

export const fileInRootFolder = (path: string) => new BerthError('FILE_IN_ROOT_FOLDER',
  `The file "${path}" is in the root folder of a container whose root file system is read-only. Such a file comes with a volume at its `
  + 'folder, and there can be none at "/". Put it into another folder.');

export const fileInTmpfs = (path: string, target: string) => new BerthError('FILE_IN_TMPFS',
  `The file "${path}" is in "${target}", a tmpfs, which is empty whenever the container starts. Put it into another folder.`);

export const fileInReadOnlyMount = (path: string, target: string) => new BerthError('FILE_IN_READ_ONLY_MOUNT',
  `The file "${path}" is in the mount at "${target}", which is read-only. Put it into another folder, or leave `
  + '`readOnly` of the mount out.');

export const duplicateTarget = (what: string, target: string) => new BerthError('DUPLICATE_TARGET',
  `${what} "${target}" is used more than once. Keep one.`);

export const contentNotChosen = (path: string) => new BerthError('CONTENT_NOT_CHOSEN',
  `The file "${path}" needs either \`content\` or \`contentBase64\`. Set exactly one of them.`);

export const secretNotSensitive = (path: string, { node }: IConstruct) => new BerthError('SECRET_NOT_SENSITIVE',
  `The secret file "${path}" needs a sensitive variable, but "${node.id}" is not sensitive. Add \`sensitive: true\` to the variable.`);

export const secretWithDefault = (path: string, { node, friendlyUniqueId }: TerraformElement) => new BerthError('SECRET_WITH_DEFAULT',
  `The variable "${node.id}" of the secret file "${path}" has a default, which would be readable in the synthesized stack. Remove `
  + `\`default\`, and set the variable where Terraform runs, as with TF_VAR_${friendlyUniqueId}=….`);

export const secretOfAnotherStack = (path: string, variable: IConstruct, stack: IConstruct) => new BerthError('SECRET_OF_ANOTHER_STACK',
  `The variable of the secret file "${path}" is ${variable.node.path}, and not in the container's stack, "${stack.node.path}". A stack `
  + 'can\'t pass a secret to another one without storing it. Create a variable in the container\'s stack.');

export const cloneVolumeWithoutSet = () => new BerthError('CLONE_VOLUME_WITHOUT_SET',
  'Mount.volumeOfClone() is for the clones of a set, and this is a container of its own. Use Mount.volume() with host.addVolume().');
