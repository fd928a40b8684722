#include <openssl/err.h>
#include <openssl/ssl.h>

// Macros, which Swift does not see.
static inline long kurukan_load_allow_partial_writes(SSL_CTX *context) {
  return SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}
