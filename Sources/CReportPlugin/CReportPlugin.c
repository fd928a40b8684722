// The contract is the header. A plugin in Swift has its stamp from here: what a header declares is not compiled into it.
#include "CReportPlugin.h"
