#ifndef KURUKAN_HAND_OVER_H
#define KURUKAN_HAND_OVER_H

#include <sys/types.h>

/// What became of an entry that was to be handed over.
typedef enum kurukan_handed {
  /// It is the user's, and no folder.
  KURUKAN_HANDED_ENTRY,
  /// It is the user's, and a folder.
  KURUKAN_HANDED_FOLDER,
  /// It belongs to somebody who is neither root nor the user.
  KURUKAN_NOT_HANDED_FOREIGN,
  /// It has other names elsewhere: what stands there would be given away, too.
  KURUKAN_NOT_HANDED_LINKED,
  /// It is a device.
  KURUKAN_NOT_HANDED_DEVICE,
  /// The system refused; errno says why.
  KURUKAN_NOT_HANDED_FAULT,
} kurukan_handed;

/// Gives an entry of an open folder to a user if it is root's. A symbolic link is given, not followed.
///
/// `owner` is set to whom it belonged to. Nobody who may rename what is in the folder can have another file given away:
/// what is looked at is what is given.
kurukan_handed kurukan_hand_over(int folder, const char *_Nonnull name, uid_t user, gid_t group,
                                 uid_t *_Nonnull owner);

#endif
