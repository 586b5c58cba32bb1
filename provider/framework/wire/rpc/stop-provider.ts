import { providerRpc } from './rpc';
import { StopProvider_Request, StopProvider_Response } from '../generated/tfplugin6';

/** Terraform was interrupted: operations in flight finish, and resources get the signal to start nothing new. */
export const stopProvider = providerRpc('StopProvider', StopProvider_Request, StopProvider_Response, (session) => {
  session.stop();
  return { Error: '' };
});
