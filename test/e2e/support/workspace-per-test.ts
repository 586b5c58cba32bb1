import { removeNamed } from './remove-named';
import { Workspace, type WorkspaceOptions } from './workspace';

/**
 * What makes a test's workspace, which is removed after it with all that has a part of its name in common. What an earlier
 * run left is removed before.
 */
export function workspacePerTest(prefix: string): (configuration: object | string, options?: WorkspaceOptions) => Promise<Workspace> {
  let workspace: Workspace | undefined;

  beforeAll(() => removeNamed(prefix));
  afterEach(async () => {
    await workspace?.remove();
    workspace = undefined;
    await removeNamed(prefix);
  });

  return async (configuration, options) => {
    workspace = await Workspace.create(configuration, options);
    return workspace;
  };
}
