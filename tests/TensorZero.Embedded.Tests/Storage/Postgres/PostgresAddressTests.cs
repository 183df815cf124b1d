using Npgsql;
using TensorZero.Embedded.Postgres.Connections;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

internal sealed class PostgresAddressTests
{
    [TestCase("postgres://me:s3cr%40t@db.example:6543/shop?sslmode=require", "db.example|6543|me|s3cr@t|shop|Require")]
    [TestCase("postgresql://me@db/shop", "db|5432|me||shop|Prefer")]
    [TestCase("postgres://me:a@b@[::1]:1/x", "::1|1|me|a@b|x|Prefer")]
    [TestCase("postgres:///x?host=%2Fvar%2Frun&user=me&password=p%26q&port=7", "/var/run|7|me|p&q|x|Prefer")]
    [TestCase("Host=db;Port=9;Username=me;Password=\"a;b\";Database=shop;SSL Mode=Disable", "db|9|me|a;b|shop|Disable")]
    public void URLs_and_connection_strings_are_read(string address, string expected)
    {
        var read = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(address, poolSize: 7).ConnectionString);

        Assert.That($"{read.Host}|{read.Port}|{read.Username}|{read.Password}|{read.Database}|{read.SslMode}", Is.EqualTo(expected));
        Assert.That(read.MaxPoolSize, Is.EqualTo(7));
    }

    [Test]
    public void A_connection_string_may_say_more_than_the_configuration() => Assert.That(
        new NpgsqlConnectionStringBuilder(
            PostgresAddress.Parse("Host=db;Maximum Pool Size=50;Command Timeout=5", poolSize: 7).ConnectionString) is
        { MaxPoolSize: 50, CommandTimeout: 5 },
        Is.True);

    [TestCase("postgres://me:s3cret@db:70000/x", "its port is no number from 1 to 65535")]
    [TestCase("postgres://me:s3cret@db/x?sslmode=s3cret", "sslmode is one of disable, allow, prefer, require, verify-ca and verify-full")]
    [TestCase("postgres://me:s3cret@db/x?speed=1", "there is no parameter `speed`")]
    [TestCase("postgres://me:s3cret@/x", "it names no host")]
    [TestCase("Host=db;Passwort=s3cret", "it has a key or a value that is not known")]
    [TestCase("Host=db;Port=s3cret", "it has a key or a value that is not known")]
    [TestCase("s3cret", "it has a key or a value that is not known")]
    [TestCase("", "it names no host")]
    public void What_is_wrong_with_an_address_is_told_without_its_password(string address, string problem)
    {
        var error = Assert.Throws<ObservabilityStoreException>(() => PostgresAddress.Parse(address, poolSize: 7))!;

        Assert.That(error.Message, Does.Contain($"cannot be used: {problem}."));
        Assert.That(error.ToString(), Does.Not.Contain("s3cret"));
    }
}
