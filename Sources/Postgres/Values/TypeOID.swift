/// The object id by which PostgreSQL names a type (catalogue `pg_type`); built-in types never change theirs.
public struct TypeOID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The object id.
  public let rawValue: UInt32

  /// A type by its object id.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// `boolean`.
  public static let bool = TypeOID(rawValue: 16)
  /// `bytea`.
  public static let bytea = TypeOID(rawValue: 17)
  /// `name`, the type of the catalogue's identifiers.
  public static let name = TypeOID(rawValue: 19)
  /// `bigint`.
  public static let int8 = TypeOID(rawValue: 20)
  /// `smallint`.
  public static let int2 = TypeOID(rawValue: 21)
  /// `integer`.
  public static let int4 = TypeOID(rawValue: 23)
  /// `text`.
  public static let text = TypeOID(rawValue: 25)
  /// `oid`.
  public static let oid = TypeOID(rawValue: 26)
  /// `json`.
  public static let json = TypeOID(rawValue: 114)
  /// `real`.
  public static let float4 = TypeOID(rawValue: 700)
  /// `double precision`.
  public static let float8 = TypeOID(rawValue: 701)
  /// A literal whose type nobody has settled.
  public static let unknown = TypeOID(rawValue: 705)
  /// `character(n)`.
  public static let bpchar = TypeOID(rawValue: 1042)
  /// `character varying`.
  public static let varchar = TypeOID(rawValue: 1043)
  /// `date`.
  public static let date = TypeOID(rawValue: 1082)
  /// `timestamp with time zone`.
  public static let timestamptz = TypeOID(rawValue: 1184)
  /// `numeric`.
  public static let numeric = TypeOID(rawValue: 1700)
  /// `void`, the type of functions without a result.
  public static let void = TypeOID(rawValue: 2278)
  /// `jsonb`.
  public static let jsonb = TypeOID(rawValue: 3802)
  /// `xid8`, a transaction id that never wraps around.
  public static let xid8 = TypeOID(rawValue: 5069)

  /// `boolean[]`.
  public static let boolArray = TypeOID(rawValue: 1000)
  /// `bytea[]`.
  public static let byteaArray = TypeOID(rawValue: 1001)
  /// `smallint[]`.
  public static let int2Array = TypeOID(rawValue: 1005)
  /// `integer[]`.
  public static let int4Array = TypeOID(rawValue: 1007)
  /// `text[]`.
  public static let textArray = TypeOID(rawValue: 1009)
  /// `varchar[]`.
  public static let varcharArray = TypeOID(rawValue: 1015)
  /// `bigint[]`.
  public static let int8Array = TypeOID(rawValue: 1016)
  /// `double precision[]`.
  public static let float8Array = TypeOID(rawValue: 1022)
  /// `date[]`.
  public static let dateArray = TypeOID(rawValue: 1182)
  /// `timestamptz[]`.
  public static let timestamptzArray = TypeOID(rawValue: 1185)
  /// `xid8[]`.
  public static let xid8Array = TypeOID(rawValue: 271)

  /// The number, as in `pg_type`.
  public var description: String { "type \(rawValue)" }
}
